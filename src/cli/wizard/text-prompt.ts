import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from "@inquirer/core";

interface TextPrompt {
  readonly message: string;
  /** What the line holds at first, to be edited; an emptied line is an empty answer. */
  readonly initial: string;
  readonly check: (answer: string) => string | null;
}

const theme = makeTheme();

/** A line to edit. Inquirer's own gives the first text back for a line that was emptied. */
export const textPrompt = createPrompt<string, TextPrompt>((config, done) => {
  const [value, setValue] = useState(config.initial);
  const [wrong, setWrong] = useState("");
  const [status, setStatus] = useState<"idle" | "done">("idle");
  const prefix = usePrefix({ status, theme });
  useEffect((line) => line.write(config.initial), []);
  useKeypress((key, line) => {
    if (!isEnterKey(key)) {
      setValue(line.line);
      setWrong("");
      return;
    }
    const problem = config.check(value);
    if (problem === null) {
      setStatus("done");
      done(value);
      return;
    }
    // Enter has emptied the line.
    line.write(value);
    setWrong(problem);
  });
  const message = theme.style.message(config.message, status);
  const shown = status === "done" ? theme.style.answer(value) : value;
  return [
    `${prefix} ${message} ${shown}`,
    wrong === "" ? "" : theme.style.error(wrong),
  ];
});

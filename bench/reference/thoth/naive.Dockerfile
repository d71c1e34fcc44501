# Reference: what most people write. One stage, everything copied, then `pip install .`; no lockfile, no user.
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install .
CMD ["python", "-m", "thoth", "mcp"]

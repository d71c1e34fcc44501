# Reference: what most people write. One stage, everything copied, then `pip install -r`; no user.
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
RUN mkdir -p data/exports
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]

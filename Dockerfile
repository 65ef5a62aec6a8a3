FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# The lock first, so that a change of code does not install everything again.
COPY requirements.txt .
RUN pip install --no-deps --require-hashes --requirement requirements.txt

COPY . .
RUN pip install --no-deps --no-build-isolation --editable . \
    && useradd --system --home-dir /data --create-home convener

USER convener
WORKDIR /data
VOLUME /data
ENV HOST=0.0.0.0 PORT=3978 DATABASE_URL=sqlite:////data/convener.db
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["convener", "serve"]

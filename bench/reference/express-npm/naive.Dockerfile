# Reference: what most people write. One stage, everything copied, then `npm install`; development dependencies too, no user.
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm install
CMD ["npm", "start"]

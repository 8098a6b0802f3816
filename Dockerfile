# elbcert as an image: docker run --rm --user "$(id -u)" -v "$PWD:/work" elbcert check plan.json
# Checks of this repository lint it and do not build it: they reach no registry of images.
FROM node:24.11-bookworm-slim AS build
WORKDIR /src
COPY . .
# npm ci builds dist, too.
RUN npm ci && npm run single-executable

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /src/dist/single/elbcert /usr/local/bin/elbcert
COPY --from=build /src/LICENSE /src/THIRD-PARTY-NOTICES.txt /usr/share/doc/elbcert/
WORKDIR /work
USER nonroot
ENTRYPOINT ["/usr/local/bin/elbcert"]

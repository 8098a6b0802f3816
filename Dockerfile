# elbcert as an image: docker run --rm -v "$PWD:/work" elbcert check plan.json
# Checks of this repository do not build it: no container engine was at hand.
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

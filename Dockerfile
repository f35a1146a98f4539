# Parley as one static program in an image that holds nothing else.
#
#   docker build -t parley .
#   docker run --rm -p 127.0.0.1:8080:8080 -v parley:/data parley

FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags=-s -o /parley ./server
# The graph's folder is its user's alone; large imports pass through /tmp.
RUN install -d -m 700 /empty/data && install -d -m 1777 /empty/tmp

FROM scratch
COPY --from=build --chown=65532:65532 /empty/ /
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /parley /parley
USER 65532:65532
WORKDIR /data
VOLUME /data
# Whatever is published of the port, others reach: changes take a writer's token.
ENV PARLEY_ADDR=:8080 PARLEY_STORE=sqlite:/data/parley.db
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=2m CMD ["/parley", "ready"]
ENTRYPOINT ["/parley"]

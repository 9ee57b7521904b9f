all: build/build.ninja ; @ninja -C build
build/build.ninja: ; @meson setup build
test: ; @script/test
install: all ; @meson install -C build

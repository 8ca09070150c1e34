// A static export, so that any server will do: the page is rendered and the route handler runs when it is built.
const { OUT, VARIANT } = process.env;

export default { output: 'export', distDir: OUT, basePath: `/${VARIANT}` };

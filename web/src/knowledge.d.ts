declare module 'knowledge' {
  const tables: {
    countries: [code: string, name: string, lat: number, lon: number][];
    codes: [code: string, name: string, quad: number][];
  };
  export default tables;
}

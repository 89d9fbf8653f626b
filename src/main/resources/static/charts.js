// Draws a chart from the table that stands beside it: what the picture shows is what the table says. The library comes only when a chart
// is to be seen; without script the table is there.
//   <figure data-chart="bar|line|pie" data-theme="light|dark"> <table> head: name, series … ; rows: name, numbers (data-value) </table> </figure>
(() => {
  const LIBRARY = '/webjars/echarts/6.0.0/dist/echarts.simple.min.js';
  const COLOURS = { light: ['#C8102E', '#8a94a3', '#9A6B00', '#1d4ed8'], dark: ['#ff5a6e', '#7f93ad', '#e8c15a', '#62b0ff'] };
  let library;
  const load = () => library ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = LIBRARY; script.onload = () => done(window.echarts); script.onerror = failed;
    document.head.append(script);
  });

  const number = cell => cell.dataset.value === undefined || cell.dataset.value === '' ? null : Number(cell.dataset.value);
  const read = table => ({
    series: [...table.tHead.rows[0].cells].slice(1).filter(c => c.dataset.series !== undefined).map(c => ({ name: c.textContent.trim(), at: c.cellIndex })),
    rows: [...table.tBodies[0].rows].map(r => ({ name: r.cells[0].textContent.trim(), values: [...r.cells].map(number) })),
  });

  const option = (kind, theme, data) => {
    const dark = theme === 'dark';
    const text = dark ? '#c9d6e8' : '#374151';
    const line = dark ? '#24364f' : '#e3e6ea';
    const names = data.rows.map(r => r.name);
    const category = { type: 'category', data: names, axisLabel: { color: text, interval: 0, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } };
    const value = { type: 'value', axisLabel: { color: text }, splitLine: { lineStyle: { color: line } }, minInterval: 1 };
    const across = kind === 'bar' && names.some(n => n.length > 5);
    const common = { color: COLOURS[theme], animation: !matchMedia('(prefers-reduced-motion: reduce)').matches, textStyle: { fontFamily: 'inherit' } };
    if (kind === 'pie') {
      return { ...common, series: [{ type: 'pie', radius: ['45%', '75%'], label: { color: text, formatter: '{b} {c}' }, data: data.rows.map(r => ({ name: r.name, value: r.values[data.series[0].at] })) }] };
    }
    return {
      ...common,
      grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
      xAxis: across ? value : category,
      yAxis: across ? { ...category, inverse: true } : value,
      series: data.series.map(s => ({
        name: s.name, type: kind, smooth: false, symbolSize: 6, barMaxWidth: 22, connectNulls: false,
        label: { show: kind === 'bar' && data.series.length === 1, position: across ? 'right' : 'top', color: text },
        data: data.rows.map(r => r.values[s.at]),
      })),
    };
  };

  const draw = async figure => {
    const table = figure.querySelector('table');
    if (!table || !table.tBodies[0] || table.tBodies[0].rows.length === 0) return;
    const echarts = await load();
    let box = figure.querySelector('.lc-chart');
    if (!box) {
      box = document.createElement('div');
      box.className = 'lc-chart'; box.setAttribute('aria-hidden', 'true');
      figure.prepend(box);
    }
    const data = read(table);
    const kind = figure.dataset.chart;
    const wide = kind === 'bar' && data.rows.some(r => r.name.length > 5);
    if (wide && !figure.closest('.lc-screen')) box.style.height = Math.max(160, data.rows.length * (data.series.length > 1 ? 44 : 30) + 40) + 'px';
    const chart = echarts.getInstanceByDom(box) ?? echarts.init(box, null, { renderer: 'canvas' });
    chart.setOption(option(kind, figure.dataset.theme ?? 'light', data), true);
    chart.resize();
  };

  const seen = new IntersectionObserver(entries => entries.filter(e => e.isIntersecting).forEach(e => { seen.unobserve(e.target); draw(e.target).catch(() => {}); }));
  const all = root => root.querySelectorAll('figure[data-chart]').forEach(f => seen.observe(f));
  all(document);
  document.addEventListener('lingchuang:figures', e => {
    const figure = e.detail.closest('figure[data-chart]');
    if (figure) draw(figure).catch(() => {});
  });
  let later;
  addEventListener('resize', () => { clearTimeout(later); later = setTimeout(() => document.querySelectorAll('.lc-chart').forEach(b => window.echarts?.getInstanceByDom(b)?.resize()), 150); });
})();

/* Charts of the dashboard and the atlas, drawn as SVG from json_script data. Each has a table view beside it.

   <div class="chart" data-chart="chains" data-source="chain-data" id="chains" aria-label="…"></div>
     chain-data: [{name, supply, need, matched, url}]   people, needs and (where it is told) matched needs; chains or nodes
   <div class="chart" data-chart="places" data-source="place-data" id="places" aria-label="…"></div>
     place-data: [{short, count, url}]                  short: 豫 京 … 国外; what is not named counts 0
   <button data-chart-table="chains">看表格</button>    shows #chains-table in place of #chains */
(function () {
  "use strict";
  const FONT = '"Microsoft YaHei","Noto Sans CJK SC",sans-serif', INK = "#1f2733", WHITE = "#fff";
  const text = echarts.format.encodeHTML;
  const charts = new Map();

  /* 人才 per need, from ample to gap; the legend's classes carry the same colours. */
  const LEVELS = [[8, "#8fb0d6"], [4, "#b9cfe7"], [2, "#dfe9f4"], [0, "#f0d2ae"]];
  const perNeed = (chain) => (chain.need ? chain.supply / chain.need : Infinity);
  const levelOf = (chain) => LEVELS.find(([least]) => perNeed(chain) >= least);
  const isGap = (chain) => levelOf(chain)[0] === 0;

  /* As many lines as the cell's share of the area holds; a small one has its name only, so that no number is cut. */
  function chainLabel(chain, area, total) {
    const side = Math.sqrt((area * chain.need) / total);
    const lines = Math.floor((side * 0.85) / 16), letters = Math.max(2, Math.floor((side * 0.8) / 12));
    const parts = ["{name|" + chain.name.slice(0, letters) + "}"];
    if (side >= 56) parts.push("{plain|供" + chain.supply + " 需" + chain.need + "}");
    if (isGap(chain)) parts.push("{gap|缺口较大}");
    else if (side >= 76 && chain.matched !== undefined) parts.push("{plain|已对接" + chain.matched + "/" + chain.need + "}");
    return parts.slice(0, Math.max(1, lines)).join("\n");
  }

  function chains(data, box) {
    const total = data.reduce((sum, chain) => sum + chain.need, 0) || 1;
    return {
      tooltip: {
        formatter: ({ data: { chain } }) => chain
          ? text(chain.name) + "<br>供" + chain.supply + "人，需" + chain.need + "条" +
            (chain.matched === undefined ? "" : "<br>本轮已对接" + chain.matched + "条") : "",
      },
      series: [{
        type: "treemap", animation: false, stateAnimation: { duration: 0 }, roam: false, nodeClick: false,
        breadcrumb: { show: false }, left: 0, right: 0, top: 0, bottom: 0, squareRatio: 1.5,
        itemStyle: { borderColor: WHITE, borderWidth: 1, gapWidth: 1 },
        data: data.map((chain) => ({
          name: chain.name, value: chain.need, chain, url: chain.url,
          itemStyle: { color: levelOf(chain)[1] }, label: { color: INK },
        })),
        label: {
          position: "insideTopLeft", padding: [4, 0, 0, 3], ellipsis: "",
          formatter: ({ data: { chain } }) => chainLabel(chain, box.clientWidth * box.clientHeight, total),
          rich: {
            name: { fontSize: 12, fontWeight: 600, lineHeight: 17 },
            plain: { fontSize: 12, lineHeight: 16 },
            gap: { fontSize: 12, fontWeight: 600, lineHeight: 16, color: "#6b3d0a" },
          },
        },
      }],
    };
  }

  /* Column, row and name of each tile: a diagram of squares, no map and no boundaries. */
  const TILES = {
    黑: [10, 0, "黑龙江"], 蒙: [7, 1, "内蒙古"], 吉: [10, 1, "吉林"], 新: [2, 2, "新疆"], 甘: [4, 2, "甘肃"], 宁: [5, 2, "宁夏"],
    京: [8, 2, "北京"], 津: [9, 2, "天津"], 辽: [10, 2, "辽宁"], 青: [3, 3, "青海"], 陕: [5, 3, "陕西"], 晋: [6, 3, "山西"],
    冀: [7, 3, "河北"], 鲁: [9, 3, "山东"], 藏: [2, 4, "西藏"], 川: [4, 4, "四川"], 渝: [5, 4, "重庆"], 鄂: [6, 4, "湖北"],
    豫: [7, 4, "河南（省内县外）"], 皖: [8, 4, "安徽"], 苏: [9, 4, "江苏"], 沪: [10, 4, "上海"], 贵: [5, 5, "贵州"], 湘: [6, 5, "湖南"],
    赣: [8, 5, "江西"], 浙: [9, 5, "浙江"], 滇: [4, 6, "云南"], 桂: [5, 6, "广西"], 粤: [7, 6, "广东"], 闽: [8, 6, "福建"],
    台: [10, 6, "台湾"], 琼: [5, 7, "海南"], 澳: [6, 7, "澳门"], 港: [7, 7, "香港"], 国外: [2, 7, "国外"],
  };
  const SHADES = [[400, "#163a6b"], [200, "#1f4e8c"], [100, "#3f6fae"], [50, "#a9c3e0"], [10, "#cddcec"], [0, "#e8eef6"]];
  const DARK_FROM = 100;

  function tile(short, count, [x, y], [wide, high]) {
    const ink = count >= DARK_FROM ? WHITE : INK, middle = { textAlign: "center", textVerticalAlign: "middle" };
    const fill = SHADES.find(([least]) => count >= least)[1];
    return {
      type: "group",
      children: [
        { type: "rect", shape: { x: x - wide / 2, y: y - high / 2, width: wide, height: high, r: 2 }, style: { fill } },
        { type: "text", style: { text: short, x, y: y - high * 0.2, fill: ink, font: "600 12px " + FONT, ...middle } },
        { type: "text", style: { text: String(count), x, y: y + high * 0.23, fill: ink, font: "11px " + FONT, ...middle } },
      ],
    };
  }

  function places(data) {
    const given = new Map(data.map((place) => [place.short, place]));
    const rows = Object.entries(TILES).map(([short, [column, row, name]]) => {
      const { count = 0, url = "" } = given.get(short) || {};
      return { value: [column, row, count], short, name, url };
    });
    return {
      tooltip: { formatter: ({ data: place }) => text(place.name) + "：" + place.value[2] + "人" },
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { show: false, min: 1.5, max: 10.5 },
      yAxis: { show: false, min: -0.5, max: 7.5, inverse: true },
      series: [{
        type: "custom", animation: false, data: rows, encode: { x: 0, y: 1 },
        renderItem: ({ dataIndex }, api) => {
          const [wide, high] = api.size([1, 1]);
          return tile(rows[dataIndex].short, api.value(2), api.coord([api.value(0), api.value(1)]), [wide - 3, high - 3]);
        },
      }],
    };
  }

  const KINDS = { chains, places };
  document.querySelectorAll("[data-chart]").forEach((box) => {
    const data = JSON.parse(document.getElementById(box.dataset.source).textContent);
    const chart = echarts.init(box, null, { renderer: "svg" });
    const words = { enabled: true, label: { description: box.getAttribute("aria-label") || "" } };
    chart.setOption({ textStyle: { fontFamily: FONT }, aria: words, ...KINDS[box.dataset.chart](data, box) });
    chart.on("click", ({ data: clicked }) => {
      if (clicked && /^\/(?!\/)/.test(clicked.url || "")) window.location.assign(clicked.url);
    });
    charts.set(box.id, chart);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-chart-table]");
    if (!button) return;
    const id = button.dataset.chartTable, box = document.getElementById(id);
    box.hidden = !box.hidden;
    document.getElementById(id + "-table").hidden = !box.hidden;
    button.textContent = box.hidden ? "看图" : "看表格";
    if (!box.hidden) charts.get(id).resize();
  });
  window.addEventListener("resize", () => charts.forEach((chart, id) => {
    if (!document.getElementById(id).hidden) chart.resize();
  }));
})();

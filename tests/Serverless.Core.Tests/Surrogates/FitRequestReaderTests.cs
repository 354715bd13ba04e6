using System.Text;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Surrogates;

public sealed class FitRequestReaderTests
{
    [Fact]
    public void Read_RowsOfATable_TakesThem()
    {
        var request = Read("""
            { "table": { "name": "nb201", "metrics": ["c10_test_200", "c10_edgegpu_lat_ms"], "rows": 300, "space": "nasbench201" }, "kind": "gates", "seed": 4 }
            """).Request.ShouldNotBeNull();

        request.Search.ShouldBeNull();
        var table = request.Table.ShouldNotBeNull();
        (table.Name, table.Rows, table.Space, request.Kind, request.Seed).ShouldBe(("nb201", 300, "nasbench201", "gates", 4));
        table.Metrics.ShouldBe(["c10_test_200", "c10_edgegpu_lat_ms"]);
    }

    [Fact]
    public void Read_SearchBesideRows_NeedsNoMetrics()
    {
        var request = Read("""{ "search": "s0123456789abcdef0123", "table": { "name": "nb201", "rows": 300 } }""").Request.ShouldNotBeNull();

        (request.Search, request.Table!.Metrics.Count, request.Kind).ShouldBe(("s0123456789abcdef0123", 0, "ridge"));
    }

    [Fact]
    public void Read_KnownSurrogate_IsBegunAtByItsKind()
    {
        var request = Read("""{ "search": "s0123456789abcdef0123", "warmStart": { "surrogate": "fit-s0123456789abcdef0123", "mode": "fineTune" } }""").Request.ShouldNotBeNull();

        request.WarmStart.ShouldBe(new WarmStart { Surrogate = "fit-s0123456789abcdef0123", Mode = WarmStartMode.FineTune });
        (request.Kind, request.Ensemble).ShouldBe(("hw-pr-nas", null));
    }

    [Fact]
    public void Read_Balancer_IsTakenByKindsWithLosses() =>
        Read("""{ "search": "s0123456789abcdef0123", "kind": "hw-pr-nas", "balancer": "gradnorm" }""").Request.ShouldNotBeNull().Balancer.ShouldBe("gradnorm");

    [Theory]
    [InlineData("c10_edgegpu_energy_mj", "energyMj")]
    [InlineData("gold_6240_ms", "latencyMs")]
    public void Read_ColumnOfADevice_TellsItsMetric(string column, string metric) =>
        Read($$"""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "column": "{{column}}" } }""")
            .Request.ShouldNotBeNull().Device!.Metric.ShouldBe(metric);

    [Theory]
    [InlineData("""{ "search": "s0123456789abcdef0123", "warmStart": { "surrogate": "fit-a" }, "kind": "ridge" }""", "/kind", "Only a fit of kind hw-pr-nas or pareto-hybrid")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "warmStart": { "surrogate": "../x" } }""", "/warmStart/surrogate", "not a surrogate id")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "warmStart": { "mode": "fineTune" } }""", "/warmStart/surrogate", "the id of the surrogate to start from")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "warmStart": { "surrogate": "fit-a", "mode": "fine-tune" } }""", "/warmStart/mode", "Did you mean 'fineTune'?")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "kind": "lookups" }""", "/kind", "Did you mean 'lookup'?")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "targets": ["a", "a"] }""", "/targets", "keep one")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9 }, "targets": ["a"] }""", "/targets", "remove this field")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9 }, "kind": "bit-operations" }""", "/table/metrics", "predicts costs of networks")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9 }, "device": { "id": "board" } }""", "/device", "Only a fit of kind device-transfer")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer" }""", "/device", "the device with a few measurements")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board" } }""", "/device/measurements", "none does")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "column": "gold_6240" } }""", "/device/column", "Did you mean 'gold_6240_ms'?")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "column": "c10_test_200" } }""", "/device/column", "not a device cost")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "metric": "latencyMs", "column": "c10_edgegpu_energy_mj" } }""", "/device/metric", "holds energyMj, not latencyMs")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "column": "gold_6240_ms", "channels": 1000 } }""", "/device/channels", "1 to 256")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "column": "gold_6240_ms", "cellsPerStage": 50 } }""", "/device/cellsPerStage", "1 to 10")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "measurements": [{ "architecture": "a", "value": 0 }, { "architecture": "b", "value": 1 }] } }""", "/device/measurements/0/value", "above 0")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "device": { "id": "board", "measurements": [{ "architecture": "a", "value": 1 }] } }""", "/device/measurements", "at least two")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 }, "kind": "device-transfer", "ensemble": 5, "device": { "id": "board", "column": "gold_6240_ms" } }""", "/ensemble", "has one member")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9, "curve": ["c10_valid_12"] } }""", "/table/curve", "'ridge' reads no learning curves")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9, "curve": ["c10_valid_13"] }, "kind": "lclr" }""", "/table/curve", "Did you mean 'c10_valid_12'?")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 2001 }, "kind": "device-transfer", "device": { "id": "board", "column": "gold_6240_ms" } }""", "/table", "at most 2000")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "balancer": "mgda" }""", "/balancer", "'ridge' has no separate loss for each objective")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "kind": "gates", "balancer": "mgda" }""", "/balancer", "use the kind hw-pr-nas or lclr or pareto-hybrid")]
    [InlineData("""{ "search": "s0123456789abcdef0123", "kind": "lclr", "balancer": "mgdda" }""", "/balancer", "Did you mean 'mgda'?")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200", "c10_edgegpu_lat_ms"], "rows": 9 }, "kind": "hw-pr-nas", "balancer": "mgda" }""", "/balancer", "'mgda' balances losses, and 'hw-pr-nas' has a loss for each device")]
    [InlineData("""{ "table": { "name": "fbnet", "metrics": ["raspi4_ms"], "rows": 9 } }""", "/table/name", "exact sums over layers")]
    [InlineData("{}", "/search", "or a table")]
    [InlineData("""{ "search": "../x" }""", "/search", "is not a search id")]
    [InlineData("""{ "table": { "name": "nb202", "metrics": ["a"], "rows": 9 } }""", "/table/name", "Did you mean 'nb201'?")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_20"], "rows": 9 } }""", "/table/metrics", "Did you mean 'c10_test_200'?")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200", "c10_test_200"], "rows": 9 } }""", "/table/metrics", "keep one")]
    [InlineData("""{ "table": { "name": "nb201", "rows": 9 } }""", "/table/metrics", "the columns to predict")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"] } }""", "/table/rows", "the number of rows")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 20001 } }""", "/table/rows", "from 1 to 20,000")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9, "space": "mobile" } }""", "/table/space", "use one of nasbench201, nasbench201-canonical")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9 }, "otherSearches": true }""", "/otherSearches", "more rows")]
    [InlineData("""{ "table": { "name": "mine", "metrics": ["score"], "rows": 9 } }""", "/table/name", "Only the rows of 'mine' are known")]
    public void Read_Fault_NamesFieldAndRemedy(string json, string pointer, string message) =>
        Read(json).Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe(pointer), error => error.Message.ShouldContain(message));

    static FitRequestReading Read(string json)
    {
        var mine = TableDescriptionReader.Read("""
            {
              "name": "mine", "dimensions": [{"name": "depth", "choices": ["2", "4"]}],
              "files": [{"name": "mine.csv", "metrics": [{"column": "score", "goal": "maximise"}]}]
            }
            """u8.ToArray()).Description!;
        return FitRequestReader.Read(Encoding.UTF8.GetBytes(json), [.. KnownTables.All, mine]);
    }
}

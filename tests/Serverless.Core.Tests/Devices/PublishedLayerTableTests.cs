using System.Globalization;
using System.Text;
using Serverless.Core.Devices;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Core.Tests.Devices;

/// <summary>FBNet's latencies by layer and operator, 22 layers of nine operators, on devices of HW-NAS-Bench.</summary>
public sealed class PublishedLayerTableTests
{
    const string File = "fbnet_lut_recovered.csv.gz";

    [Theory]
    [InlineData("raspi4")]
    [InlineData("pixel3")]
    [InlineData("fpga")]
    [InlineData("eyeriss")]
    public void Estimate_NetworkOfPublishedLayers_IsTheSumOfItsRows(string name)
    {
        Assert.SkipUnless(ReferenceTables.Find(File) is not null, ReferenceTables.MissingReason(File));
        var rows = ReferenceTables.Read(ReferenceTables.Find(File)!).Where(row => row["device"] == name)
            .Select(row => (Layer: row["layer"], Operator: row["op"], Text: row["latency_ms_relative_to_skip"])).ToList();
        var csv = new StringBuilder("metric,decision,choice,value\n");
        foreach (var (layer, choice, text) in rows)
        {
            csv.Append(CultureInfo.InvariantCulture, $"latencyMs,{(layer == "-1" ? "constant" : $"layer{layer}")},{(layer == "-1" ? "" : choice)},{text}\n");
        }

        var reading = LookupTableCsv.Read(csv.ToString());

        reading.Errors.ShouldBeEmpty();
        var space = new TableSpace("fbnet", [.. rows.Where(row => row.Layer != "-1").GroupBy(row => row.Layer)
            .Select(layer => new Dimension($"layer{layer.Key}", [.. layer.Select(row => row.Operator)]))]);
        space.Dimensions.Count.ShouldBe(22);
        var device = new DeviceDefinition { Id = name, Kind = DeviceKind.Lookup, Tables = reading.Tables! };
        foreach (var network in Enumerable.Range(0, 50).Select(index => space.Sample(RandomStream.For(3, 0, index))))
        {
            var chosen = network.Genotype.ToArray().Index().ToDictionary(layer => layer.Index.ToString(CultureInfo.InvariantCulture), layer => space.Dimensions[layer.Index].Choices[layer.Item]);
            var sum = rows.Where(row => row.Layer == "-1" || chosen[row.Layer] == row.Operator).Sum(row => Number(row.Text));
            LookupEstimator.Estimate(device, "latencyMs", space, network).ShouldBe(sum, 1e-9);
        }
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

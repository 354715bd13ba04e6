using System.Globalization;
using System.Text;
using Serverless.Core.Devices;
using Serverless.Core.Tables;
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
            csv.Append(CultureInfo.InvariantCulture, $"latencyMs,{(layer == "-1" ? "constant" : $"layer{Number(layer) + 1}")},{(layer == "-1" ? "" : choice)},{text}\n");
        }

        var reading = LookupTableCsv.Read(csv.ToString());

        reading.Errors.ShouldBeEmpty();
        var space = new FbnetSpace();
        var device = new DeviceDefinition { Id = name, Kind = DeviceKind.Lookup, Tables = reading.Tables! };
        foreach (var network in Enumerable.Range(0, 50).Select(index => space.Sample(RandomStream.For(3, 0, index))))
        {
            var chosen = network.Genotype.ToArray().Index().ToDictionary(layer => layer.Index.ToString(CultureInfo.InvariantCulture), layer => space.Dimensions[layer.Index].Choices[layer.Item]);
            var sum = rows.Where(row => row.Layer == "-1" || chosen[row.Layer] == row.Operator).Sum(row => Number(row.Text));
            LookupEstimator.Estimate(device, "latencyMs", space, network).ShouldBe(sum, 1e-9);
            LookupEstimator.Estimate(device, "latencyMs", space, space.Canonicalise(network)).ShouldBe(sum, 1e-9, "layers of one size cost the same");
        }
    }

    [Fact]
    public void Find_AnyNetworkOfTheKnownTable_IsTheSumOfItsRowsAndWhatTheNetworkCounts()
    {
        var (path, space) = (ReferenceTables.Find(File), new FbnetSpace());
        Assert.SkipUnless(path is not null, ReferenceTables.MissingReason(File));
        var rows = ReferenceTables.Read(path).ToDictionary(row => (row["device"], row["layer"], row["layer"] == "-1" ? "" : row["op"]), row => Number(row["latency_ms_relative_to_skip"]));
        var table = ArchitectureTableReader.Read(KnownTables.Find("fbnet")!, name => TableText.Open(name, System.IO.File.OpenRead(path)));

        foreach (var network in Enumerable.Range(0, 30).Select(index => space.Sample(RandomStream.For(4, 0, index))))
        {
            var found = table.Find(network).ShouldNotBeNull();
            var cost = space.Cost(network, space.DefaultSkeleton, new ImageShape(3, 32, 32, 100));

            (found("macs"), found("parameters")).ShouldBe((cost.Macs, cost.Parameters));
            foreach (var device in new[] { "raspi4", "pixel3", "fpga", "eyeriss" })
            {
                found($"{device}_ms").ShouldBe(rows[(device, "-1", "")] + network.Genotype.ToArray().Index()
                    .Sum(layer => rows[(device, $"{layer.Index}", space.Dimensions[layer.Index].Choices[layer.Item])]), 1e-9);
            }
        }
    }

    [Fact]
    public void Read_LayerWithoutOneOfItsChoices_IsRefused() => Should.Throw<TableException>(() => ArchitectureTableReader.Read(
            KnownTables.Find("fbnet")!, _ => new StringReader("device,layer,op,latency_ms_relative_to_skip\nraspi4,-1,base,7\nraspi4,0,k3_e1,1\n")))
        .Message.ShouldContain("no latency_ms_relative_to_skip of 'raspi4' for layer '0' and 'k3_e1_g2'; add the line");

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

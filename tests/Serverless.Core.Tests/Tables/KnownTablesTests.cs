using System.IO.Compression;
using Serverless.Core.Tables;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Core.Tests.Tables;

public sealed class KnownTablesTests
{
    [Fact]
    public void Nb201_ReadByItsDescription_HoldsEveryCellAndTheKnownTraps()
    {
        var table = Read("nb201");

        table.Architectures.Count.ShouldBe(15_625);
        table.Description.Metrics.Count().ShouldBe(50);
        table.Column("c10_edgetpu_lat_ms").ToArray().Count(double.IsNaN).ShouldBe(4_699);
        var accuracy = table.Description.Find("c10_test_200")!;
        table.Column("c10_test_200").ToArray().Count(value => !accuracy.Counts(value)).ShouldBe(341);
        table.Column("c10_test_200").ToArray().Max().ShouldBe(94.37333);
        table.Column("c10_edgegpu_lat_ms")[0].ShouldBe(5.80741854);
        var jacov = table.Column("c10_jacov_naslib").ToArray();
        (jacov[0], jacov.Any(value => value <= -1e8)).ShouldBe((-133.8016, false), "what failed is missing");
        table.Column("c10_snip_naslib").ToArray().Count(double.IsNaN).ShouldBe(0, "6,180 compute the function of one that was judged");
        table.Column("titanxp_32_ms")[0].ShouldBe(7.38505363);
        table.Description.Space.Format(table.Architectures[0]).ShouldBe(
            "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|");
    }

    [Fact]
    public void Nb201_WithoutItsProxies_TellsThemAloneMissing()
    {
        var table = Read("nb201", without: "nb201_proxies.csv.gz");

        table.Column("c10_edgegpu_lat_ms")[0].ShouldBe(5.80741854);
        Should.Throw<TableException>(() => table.Column("c10_snip_naslib").ToArray()).Message
            .ShouldContain("Without it the table 'nb201' has no c10_synflow_naslib, c10_jacov_naslib, c10_snip_naslib: put the file beside");
    }

    [Fact]
    public void NasBenchMacro_ReadByItsDescription_AgreesWithTheSpace()
    {
        var table = Read("nasbench-macro");
        var space = table.Description.Space;

        table.Architectures.Count.ShouldBe(6_561);
        table.Architectures.Select(space.IdOf).Distinct().Count().ShouldBe(3_969);
        space.CandidateCount.ShouldBe(3_969);
        foreach (var (row, architecture) in table.Architectures.Index())
        {
            var same = table.RowOf(space.Canonicalise(architecture))!.Value;
            table.Column("acc_mean")[row].ShouldBe(table.Column("acc_mean")[same], space.Format(architecture));

            var cost = space.Cost(architecture, space.DefaultSkeleton, new ImageShape(3, 32, 32, 10));
            cost.Parameters.ShouldBe((long)table.Column("params")[row], space.Format(architecture));
            ((double)cost.Macs).ShouldBe(table.Column("flops")[row], space.Format(architecture));
        }
    }

    static ArchitectureTable Read(string name, string? without = null)
    {
        var description = KnownTables.Find(name)!;
        foreach (var file in description.Files.Where(file => file.Name != without))
        {
            Assert.SkipWhen(ReferenceTables.Find(file.Name) is null, ReferenceTables.MissingReason(file.Name));
        }

        return ArchitectureTableReader.Read(
            description,
            file => file == without
                ? throw new FileNotFoundException($"{file} is not there.")
                : new StreamReader(new GZipStream(File.OpenRead(ReferenceTables.Find(file)!), CompressionMode.Decompress)));
    }
}

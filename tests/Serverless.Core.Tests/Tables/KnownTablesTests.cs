using System.IO.Compression;
using Serverless.Core.Tables;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Core.Tests.Tables;

public sealed class KnownTablesTests
{
    [Fact]
    public void All_OfThem_AreInOrdinalOrderAndFoundByName()
    {
        string[] names = [.. KnownTables.All.Select(table => table.Name)];

        names.ShouldBe(names.Order(StringComparer.Ordinal));
        names.ShouldAllBe(name => KnownTables.Find(name)!.Name == name);
    }

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
            .ShouldContain("Without this file, the table 'nb201' has no c10_synflow_naslib, c10_jacov_naslib, c10_snip_naslib: put the file next to");
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

    [Theory]
    [InlineData("hat-iwslt14deen-titanxp", 1_998)]
    [InlineData("hat-wmt14ende-raspberrypi", 2_000)]
    [InlineData("hat-wmt14ende-titanxp", 2_000)]
    [InlineData("hat-wmt14enfr-xeon", 1_997)]
    public void Hat_ReadByItsDescription_HoldsOneDeviceOnce(string name, int rows)
    {
        var table = Read(name);

        (table.Architectures.Count, table.Description.Space.CandidateCount).ShouldBe((rows, rows));
        table.Column("latency_ms")[0].ShouldBe(table.Column("latency_mean_encoder_ms")[0] + table.Column("latency_mean_decoder_ms")[0]);
        table.Description.Space.TryParse(table.Description.Space.Format(table.Architectures[^1]), out var last, out _).ShouldBeTrue();
        last.ShouldBe(table.Architectures[^1]);
    }

    [Fact]
    public void Hat_Parameters_AreThoseOfTheLayersByHand()
    {
        var description = KnownTables.Find("hat-wmt14ende-raspberrypi")!;

        // HAT_wmt14ende_raspberrypi@3.5s: six layers with 13,312 inner units together, and one with 3,072.
        const string Line = "wmt14ende,cpu_raspberrypi,512,6,2218.66667,5.33333333,512,1,3072,8,8,1,1000.5,2000.25,1,1\n";
        const string Header = "task,device,encoder_embed_dim,encoder_layer_num,encoder_ffn_embed_dim_avg,encoder_self_attention_heads_avg,decoder_embed_dim,decoder_layer_num,"
            + "decoder_ffn_embed_dim_avg,decoder_self_attention_heads_avg,decoder_ende_attention_heads_avg,decoder_arbitrary_ende_attn_avg,"
            + "latency_mean_encoder_ms,latency_mean_decoder_ms,latency_std_encoder_ms,latency_std_decoder_ms\n";

        var table = ArchitectureTableReader.Read(description, _ => new StringReader(Header + Line + Line.Replace("raspberrypi", "xeon", StringComparison.Ordinal)));

        // Projections have 512 · 512 weights and 512 biases, feed-forward layers two times 512 weights to an inner unit, normalisations 2 · 512.
        const int Attention = 4 * ((512 * 512) + 512);
        const int Encoder = (6 * (Attention + (2 * 1_024) + 512)) + (13_312 * ((2 * 512) + 1));
        const int Decoder = (2 * Attention) + (3 * 1_024) + 512 + (3_072 * ((2 * 512) + 1));
        table.Column("parameters").ToArray().ShouldBe([Encoder + Decoder]);
        table.Column("parameters")[0].ShouldBe(25_217_536);
        table.Column("latency_ms")[0].ShouldBe(3_000.75);
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

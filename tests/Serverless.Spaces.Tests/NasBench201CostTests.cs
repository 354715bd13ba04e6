using System.Globalization;
using Serverless.Testing;

namespace Serverless.Spaces.Tests;

public sealed class NasBench201CostTests
{
    readonly NasBench201Space _space = new();
    readonly SpaceSpecification _published = new() { Name = NasBench201Space.SpaceName };

    [Theory]
    [InlineData("0 0 0 0 0 0", 73_306, 7_783_040)]
    [InlineData("3 3 3 3 3 3", 1_531_546, 220_119_680)]
    [InlineData("3 3 4 1 3 1", 802_426, 113_951_360)]
    public void Cost_PublishedSizeAndCells_GivesThePublishedFigures(string genotype, long parameters, long macs) =>
        Counted(_space.Cost(Cell(genotype), _published, new ImageShape(3, 32, 32, 10))).ShouldBe((parameters, macs));

    [Fact]
    public void Cost_PublishedTable_AgreesInEveryRow()
    {
        const string table = "nb201.csv.gz";
        var path = ReferenceTables.Find(table);
        Assert.SkipWhen(path is null, ReferenceTables.MissingReason(table));

        var rows = 0;
        foreach (var row in ReferenceTables.Read(path))
        {
            _space.TryParse(row["arch_str"], out var cell, out var error).ShouldBeTrue(error);
            foreach (var (suffix, classes) in new[] { ("c10", 10), ("c100", 100) })
            {
                var cost = _space.Cost(cell!, _published, new ImageShape(3, 32, 32, classes));

                cost.Parameters.ShouldBe(long.Parse(row[$"params_{suffix}"], CultureInfo.InvariantCulture), row["arch_str"]);
                // The table keeps seven digits, and counts one more operation per class for the bias of the linear layer.
                ((cost.Macs + classes) / 1e6).ShouldBe(
                    double.Parse(row[$"mflops_{suffix}"], CultureInfo.InvariantCulture), 5.1e-5, row["arch_str"]);
            }

            rows++;
        }

        rows.ShouldBe(15_625);
    }

    [Fact]
    public void Cost_SmallSkeletonOnOddImages_EqualsTheSumOverLayers()
    {
        var skeleton = new SpaceSpecification { Name = _space.Name, Channels = 3, CellsPerStage = 2 };
        var network = new LayerCount();
        network.Convolution(1, 3, kernel: 3, height: 7, width: 5, normalised: true);
        network.Cells(copies: 2, channels: 3, height: 7, width: 5);
        network.Reduction(3, height: 4, width: 3);
        network.Cells(copies: 2, channels: 6, height: 4, width: 3);
        network.Reduction(6, height: 2, width: 2);
        network.Cells(copies: 2, channels: 12, height: 2, width: 2);
        network.Normalisation(12);
        network.Linear(12, 4);

        var cost = _space.Cost(Cell("3 0 2 1 3 4"), skeleton, new ImageShape(1, 7, 5, 4));

        Counted(cost).ShouldBe((network.Parameters, network.Macs));
    }

    static (long Parameters, long Macs) Counted(ArchitectureCost cost) => (cost.Parameters, cost.Macs);

    Architecture Cell(string genotype) => _space.Create([.. genotype.Split(' ').Select(int.Parse)]);

    /// <summary>Adds up a network layer by layer, for the cell with two 3×3 and one 1×1 convolutions.</summary>
    sealed class LayerCount
    {
        public long Parameters { get; private set; }

        public long Macs { get; private set; }

        public void Convolution(int from, int to, int kernel, int height, int width, bool normalised)
        {
            var weights = kernel * kernel * from * to;
            Parameters += weights + (normalised ? 2 * to : 0);
            Macs += weights * height * width;
        }

        public void Cells(int copies, int channels, int height, int width)
        {
            for (var copy = 0; copy < copies; copy++)
            {
                Convolution(channels, channels, 3, height, width, normalised: true);
                Convolution(channels, channels, 1, height, width, normalised: true);
                Convolution(channels, channels, 3, height, width, normalised: true);
            }
        }

        public void Reduction(int from, int height, int width)
        {
            Convolution(from, 2 * from, 3, height, width, normalised: true);
            Convolution(2 * from, 2 * from, 3, height, width, normalised: true);
            Convolution(from, 2 * from, 1, height, width, normalised: false);
        }

        public void Normalisation(int channels) => Parameters += 2 * channels;

        public void Linear(int from, int to)
        {
            Parameters += (from * to) + to;
            Macs += from * to;
        }
    }
}

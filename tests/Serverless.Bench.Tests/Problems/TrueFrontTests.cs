using Serverless.Bench.Problems;
using Serverless.Bench.Running;

namespace Serverless.Bench.Tests.Problems;

/// <summary>Sizes and hypervolumes as others computed them from the same tables.</summary>
[Collection(nameof(Nb201))]
public sealed class TrueFrontTests
{
    [Theory]
    [InlineData("P1", 15_264, 25, 0.970135030, 0.98460)]
    [InlineData("P2", 15_264, 41, 0.968332522, 1.03364)]
    [InlineData("P3", 15_284, 42, 0.983958310, 1.05378)]
    [InlineData("P4", 15_284, 56, 0.975385090, 1.06346)]
    [InlineData("P5", 15_284, 14, 0.983446513, 1.05654)]
    public void Suite_ConnectedFrontAndTightFront_AreThePublishedOnes(string label, int counting, int vectors, double connected, double tight)
    {
        var problem = Nb201.Problem(Suites.Find("nb201").Single(member => member.Label == label).Problem);

        problem.CountingRows(Convention.Connected).ShouldBe(counting);
        problem.Fronts[Convention.Connected].Rows.Count.ShouldBe(vectors);
        problem.Fronts[Convention.Connected].Hypervolume.ShouldBe(connected, 5.1e-10);
        problem.Fronts[Convention.Tight].Rows.ShouldBe(problem.Fronts[Convention.Connected].Rows);
        problem.Fronts[Convention.Tight].Hypervolume.ShouldBe(tight, 5.1e-6);
    }

    [Theory]
    [InlineData("c10_test_200/mflops_c10", 14, 0.9906, 0.9834)]
    [InlineData("c10_test_200/c10_edgegpu_lat_ms", 28, 0.9105, 0.9871)]
    [InlineData("c10_test_200/c10_raspi4_lat_ms", 43, 0.9650, 0.9829)]
    [InlineData("c10_test_200/c10_edgetpu_lat_ms", 33, 0.9859, 0.9859)]
    [InlineData("c10_test_200/c10_pixel3_lat_ms", 43, 0.9625, 0.9840)]
    [InlineData("c10_test_200/c10_eyeriss_lat_ms", 16, 0.9892, 0.9811)]
    [InlineData("c10_test_200/c10_fpga_lat_ms", 13, 0.9853, 0.9742)]
    [InlineData("c10_test_200/c10_edgegpu_lat_ms+c10_edgegpu_energy_mj", 57, 0.8267, 0.9754)]
    [InlineData("c100_test_200/mflops_c100", 13, 0.9754, 0.9719)]
    [InlineData("c100_test_200/c100_edgegpu_lat_ms", 25, 0.8924, 0.9707)]
    [InlineData("c100_test_200/c100_raspi4_lat_ms", 39, 0.9483, 0.9699)]
    [InlineData("c100_test_200/c100_edgetpu_lat_ms", 39, 0.9764, 0.9764)]
    [InlineData("c100_test_200/c100_pixel3_lat_ms", 37, 0.9541, 0.9750)]
    [InlineData("c100_test_200/c100_eyeriss_lat_ms", 13, 0.9719, 0.9679)]
    [InlineData("c100_test_200/c100_fpga_lat_ms", 15, 0.9593, 0.9534)]
    public void EveryDevice_AllAndConnected_AreThePublishedOnes(string metrics, int vectors, double all, double connected)
    {
        var problem = Nb201.Problem($"nb201/{metrics}");

        problem.Fronts[Convention.All].Rows.Count.ShouldBe(vectors);
        problem.Fronts[Convention.All].Hypervolume.ShouldBe(all, 5.1e-5);
        problem.Fronts[Convention.Connected].Hypervolume.ShouldBe(connected, 5.1e-5);
    }

    [Theory]
    [InlineData("edgegpu", 27, 1.05577)]
    [InlineData("raspi4", 42, 1.05644)]
    [InlineData("eyeriss", 16, 1.03718)]
    [InlineData("fpga", 13, 0.98702)]
    public void EveryDevice_Tight_IsThePublishedOne(string device, int vectors, double tight)
    {
        var front = Nb201.Problem($"nb201/c10_test_200/c10_{device}_lat_ms").Fronts[Convention.Tight];

        front.Rows.Count.ShouldBe(vectors);
        front.Hypervolume.ShouldBe(tight, 5.1e-6);
    }

    [Theory]
    [InlineData("H1", 33)]
    [InlineData("H2", 21)]
    [InlineData("H3", 22)]
    [InlineData("H4", 34)]
    [InlineData("H5", 27)]
    [InlineData("H6", 25)]
    [InlineData("H7", 19)]
    [InlineData("H8", 19)]
    public void Transformers_EveryDevice_HaveAFrontThatSearchesReachRowByRow(string label, int vectors)
    {
        var problem = Nb201.Problem(Suites.Find("hat").Single(member => member.Label == label).Problem);
        var front = problem.Fronts[Convention.Tight];

        var trace = ProblemSearch.Run(problem, AlgorithmChoice.ReadAll("nsga2")[0].Specification, evaluations: 60, seed: 1);

        front.Rows.Count.ShouldBe(vectors);
        trace.Rows.ShouldNotContain(-1);
        trace.Rows.Distinct().Count().ShouldBe(60);
        front.FractionOf(problem, trace.Rows, Convention.Tight).ShouldBeInRange(0.5, 1);
        problem.IsMerged.ShouldBeFalse();
    }

    [Fact]
    public void EdgeTpu_CellsThatItDoesNotSupport_CountInNoConvention()
    {
        var problem = Nb201.Problem("nb201/c10_test_200/c10_edgetpu_lat_ms");

        problem.CountingRows(Convention.All).ShouldBe(10_926);
        problem.Fronts[Convention.All].Rows.ShouldAllBe(row => problem.IsSupported(row));
    }

    [Fact]
    public void FpgaEnergy_AsAThirdObjective_AddsNothing() =>
        Nb201.Problem("nb201/c10_test_200/c10_fpga_lat_ms+c10_fpga_energy_mj").Fronts[Convention.All].Rows
            .ShouldBe(Nb201.Problem("nb201/c10_test_200/c10_fpga_lat_ms").Fronts[Convention.All].Rows);

    [Fact]
    public void Merging_OfEqualFunctions_LeavesLessToBeFound()
    {
        const string name = "nb201/c100_valid_200/c100_edgegpu_lat_ms";
        var merged = Nb201.MergedProblem(name);

        merged.IsMerged.ShouldBeTrue();
        merged.ReachableRows().Count().ShouldBe(4_930);
        merged.Fronts[Convention.Tight].Hypervolume.ShouldBe(Nb201.Problem(name).Fronts[Convention.Tight].Hypervolume);
        merged.Fronts[Convention.Tight].FractionOf(merged, merged.ReachableRows(), Convention.Tight).ShouldBeInRange(0.5, 0.9999);
    }

    [Fact]
    public void NasBenchMacro_TightFront_DominatesEveryRow()
    {
        var problem = Nb201.Problem("nasbench-macro/acc_mean/params+flops");
        var front = problem.Fronts[Convention.Tight];

        problem.CountingRows(Convention.Connected).ShouldBe(6_561);
        foreach (var row in Enumerable.Range(0, problem.RowCount))
        {
            front.Rows.ShouldContain(best => Covers(problem, best, row));
        }
    }

    static bool Covers(TableProblem problem, int best, int row)
    {
        var (better, worse) = (problem.ObjectivesOf(best).ToArray(), problem.ObjectivesOf(row).ToArray());
        return better.Zip(worse).All(pair => pair.First <= pair.Second);
    }
}

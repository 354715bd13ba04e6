using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Supernets.Cells;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Supernets;

/// <summary>Cells with every operation on their edges, and the gradients by which operations are learnt.</summary>
public sealed class CellSupernetTests : IDisposable
{
    static readonly NasBench201Space Space = new();
    static readonly SpaceSpecification Skeleton = Space.DefaultSkeleton with { Channels = 4, CellsPerStage = 1 };

    readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Compute_OneOperationAnEdge_IsWhatThatCellsNetworkAnswersWithTheSameWeights()
    {
        using var supernet = new CellSupernet(Skeleton, FashionMnist.Shape, seed: 2);
        var shared = supernet.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        var images = arange(2 * 28 * 28).mul(0.37).sin().reshape(2, 1, 28, 28);
        foreach (var genotype in (int[][])[[3, 3, 4, 1, 3, 1], [2, 0, 3, 1, 2, 4], [1, 1, 1, 1, 1, 1]])
        {
            using var network = CandidateNetworks.Create(Space.Create(genotype), Skeleton, FashionMnist.Shape, seed: 1);
            using (no_grad())
            {
                foreach (var (name, parameter) in network.named_parameters())
                {
                    parameter.copy_(shared[SharedName(name, genotype)]);
                }
            }

            var difference = supernet.Compute(images, EdgeShares.Of(genotype, CPU)) - network.call(images);

            difference.abs().max().item<float>().ShouldBeLessThan(1e-5f);
        }
    }

    /// <summary>A table of nine choices, nothing of it linear: the mean of estimates is the gradient of the mean.</summary>
    [Fact]
    public void AddRebar_OfATable_IsWithoutBiasAndScattersLessThanWithoutControl()
    {
        double[] losses = [3.0, 3.75, 1.75, 4.25, 4.5, 2.75, 5.0, 5.25, 4.25];
        var start = tensor(new float[] { 0.3f, -0.4f, 0.1f, 0.8f, 0.0f, -0.6f }).reshape(2, 3);
        var exact = Exact(start, losses);
        var control = tensor(new float[] { -1.0f, 0.0f, 1.0f, 0.25f, 0.75f, -1.0f }).reshape(2, 3);
        const int Draws = 1_000;

        double Scatter((Tensor, double) by, bool isChecked)
        {
            var estimates = new double[Draws][];
            using var logits = new Parameter(start.clone());
            for (var draw = 0; draw < Draws; draw++)
            {
                using var scope = NewDisposeScope();
                var random = RandomStream.For(9, draw, 0);
                var chosen = GumbelNoise.OneHot(GumbelNoise.Keys(logits.detach(), GumbelNoise.Exponentials(2, 3, random)));
                var places = chosen.argmax(1).data<long>().ToArray();
                logits.grad?.zero_();
                ArchitectureGradients.AddRebar(logits, chosen, losses[(places[0] * 3) + places[1]], by, GumbelNoise.Exponentials(2, 3, random));
                estimates[draw] = Array.ConvertAll(logits.grad!.data<float>().ToArray(), value => (double)value);
            }

            var scatter = 0.0;
            for (var place = 0; place < 6; place++)
            {
                var mean = estimates.Average(estimate => estimate[place]);
                var variance = estimates.Average(estimate => Math.Pow(estimate[place] - mean, 2));
                scatter += variance;
                if (isChecked)
                {
                    Math.Abs(mean - exact[place]).ShouldBeLessThan(4.5 * Math.Sqrt(variance / Draws), $"logit {place}");
                }
            }

            return scatter;
        }

        Scatter((control, 3.75), isChecked: true).ShouldBeLessThan(Scatter((zeros(2, 3), 0), isChecked: true));
    }

    [Fact]
    public void AddTwoPaths_AnyGates_IsTheSlopeOfTheRescaledSharesOfTheTwo()
    {
        using var logits = new Parameter(tensor(new float[] { 0.5f, -1, 0.25f, 2 }).reshape(1, 4));
        var byGates = tensor(new float[] { 9, 1.5f, 9, -0.5f }).reshape(1, 4);

        ArchitectureGradients.AddTwoPaths(logits, [[3, 1]], byGates);

        var share = Math.Exp(2) / (Math.Exp(2) + Math.Exp(-1));
        var slope = (-0.5 - 1.5) * share * (1 - share);
        logits.grad!.data<float>().ToArray().Select(value => (double)value).ShouldBe([0, -slope, 0, slope], 1e-6);
    }

    [Fact]
    public void Keys_Relaxed_MoveWithTheLogitsAsFiniteDifferencesDo()
    {
        var weights = tensor(new float[] { 1, -2, 0.5f }).reshape(1, 3);
        var exponentials = GumbelNoise.Exponentials(1, 3, RandomStream.For(3, 0, 0));
        Tensor Value(Tensor logits) => (weights * (GumbelNoise.Keys(logits, exponentials) / 0.7).softmax(1)).sum();
        float[] at = [0.2f, -0.1f, 0.6f];
        using var parameter = new Parameter(tensor(at).reshape(1, 3));

        Value(parameter).backward();

        for (var place = 0; place < 3; place++)
        {
            var (up, down) = ((float[])at.Clone(), (float[])at.Clone());
            (up[place], down[place]) = (at[place] + 1e-2f, at[place] - 1e-2f);
            var slope = (Value(tensor(up).reshape(1, 3)) - Value(tensor(down).reshape(1, 3))).item<float>() / 2e-2f;
            parameter.grad![0, place].item<float>().ShouldBe(slope, 2e-3f);
        }
    }

    /// <summary>Where costs count more than anything, dear operations become rare.</summary>
    [Theory]
    [InlineData(CellSearchMethod.Snas)]
    [InlineData(CellSearchMethod.Proxyless)]
    [InlineData(CellSearchMethod.Unas)]
    public void SearchCells_StrongCosts_LowersWhatIsExpectedOfThem(CellSearchMethod method)
    {
        using var trainer = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));
        var task = new CellSearchTask(
            method,
            Skeleton with { Channels = 2 },
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 100, ValidationImages = 50 },
            new TrainingRecipe { Epochs = 3, BatchSize = 16, LearningRate = 0.02 },
            Costs: [0, 0, 1, 9, 0],
            Strength: 20,
            Limit: 0.5,
            Seed: 1);

        var found = trainer.SearchCells(task, default);

        found.ExpectedCost.ShouldBeLessThan(11.5, "uniform choices cost 12");
        found.Cost.ShouldBe(found.Architecture.Genotype.ToArray().Sum(choice => task.Costs[choice]));
        double.IsFinite(found.Loss).ShouldBeTrue();
        if (method == CellSearchMethod.Unas)
        {
            found.ShouldBe(trainer.SearchCells(task, default) with { Seconds = found.Seconds });
        }
    }

    public void Dispose() => _scope.Dispose();

    static string SharedName(string name, int[] genotype)
    {
        var parts = name.Split('.');
        return parts is [_, var edge, ..] && edge.StartsWith("edge", StringComparison.Ordinal)
            ? string.Join('.', [parts[0], $"{edge}kernel{(genotype[int.Parse(edge[4..], System.Globalization.CultureInfo.InvariantCulture)] == 3 ? 3 : 1)}", .. parts[2..]])
            : name;
    }

    static double[] Exact(Tensor logits, double[] losses)
    {
        var shares = logits.softmax(1).data<float>().ToArray();
        var gradient = new double[6];
        for (var choice = 0; choice < 9; choice++)
        {
            int[] places = [choice / 3, 3 + (choice % 3)];
            var probability = (double)shares[places[0]] * shares[places[1]];
            for (var logit = 0; logit < 6; logit++)
            {
                gradient[logit] += probability * losses[choice] * ((places.Contains(logit) ? 1 : 0) - shares[logit]);
            }
        }

        return gradient;
    }
}

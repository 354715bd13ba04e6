using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Gates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.Gates;

public sealed class EdgeFlowTests
{
    static readonly PublishedSpace Space = new(new NasBench201Space());
    static readonly ArchitectureEncoder Encoder = ArchitectureEncoders.For(Space, Space.DefaultSkeleton, SmallSets.Shape);

    [Fact]
    public void Compute_NodesThatSwapPlaces_ChangesNothing()
    {
        // Without an operation between nodes 1 and 2 they can change places: edges 0→1 with 0→2, 1→3 with 2→3.
        var cells = Enumerable.Range(0, 40).Select(index => Space.Sample(RandomStream.For(4, 0, index)).Genotype.ToArray()).ToList();
        var answers = Answers([.. cells.Select(cell => Cell(cell[0], cell[1], 0, cell[3], cell[4], cell[5]))]);
        var swapped = Answers([.. cells.Select(cell => Cell(cell[1], cell[0], 0, cell[3], cell[5], cell[4]))]);

        Furthest(answers, swapped).ShouldBeLessThan(1e-5);
        Furthest(answers, Answers([.. cells.Select(cell => Cell(cell[1], cell[0], 3, cell[3], cell[4], cell[5]))])).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void Compute_EdgeWithoutOperation_LetsNothingThrough()
    {
        // Nothing leaves node 1, so what enters it does not matter; nothing enters the output, so nothing does.
        Furthest(Answers([Cell(0, 3, 0, 2, 0, 1)]), Answers([Cell(3, 3, 0, 2, 0, 1)])).ShouldBe(0, 1e-6);
        Furthest(Answers([Cell(0, 3, 0, 2, 2, 1)]), Answers([Cell(3, 3, 0, 2, 2, 1)])).ShouldBeGreaterThan(1e-3);
        Answers([Cell(3, 2, 4, 0, 0, 0), Cell(0, 0, 0, 0, 0, 0)]).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Compute_OneChain_IsTheClosedForm()
    {
        // 0→3 alone: layer by layer the input's H·W; at last the gate's part of it arrives.
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var flow = new EdgeFlow(1, operations: 5, Encoder.Edges!, new MemberWeights(7));
        var weights = flow.named_parameters().ToDictionary(one => one.name, one => one.parameter);
        Tensor Linear(string layer, Tensor value) => value.matmul(weights[$"{layer}.weight"].flatten(1).t()) + (weights.GetValueOrDefault($"{layer}.bias") ?? zeros(1));
        var input = Linear("start", Linear("input", ones(1, 1)));
        for (var layer = 0; layer < 5; layer++)
        {
            input = Linear($"information{layer}", layer == 0 ? input : input.relu());
        }

        var token = zeros(1, 5);
        token[0, 3] = 1;
        var expected = input * Linear("gate4", Linear("embedding", token)).sigmoid();

        var said = flow.Compute(new TorchAlgebra(EncodedInputs.Of(Encoder, flow.Parts, [Cell(0, 0, 0, 3, 0, 0)], guesses: null, CPU), 1)).Tensor;
        (said.flatten() - expected.flatten()).abs().max().item<float>().ShouldBeLessThan(1e-5f);
        weights.Keys.ShouldNotContain("information0.bias");
    }

    [Fact]
    public void Fit_SpaceWithOperationsOnEdges_ReadsThemAndOthersTheirGraph()
    {
        Inputs(Space).ShouldBe(["tokens"]);
        Inputs(new NasBenchMacroSpace()).ShouldBe(["adjacency", "operations"]);

        static IEnumerable<string> Inputs(SearchSpace space)
        {
            using var fitted = SurrogateFitters.Find(SurrogateKind.Gates)!.Fit(
                SmallSets.Of(space, 20), new SurrogateFitOptions { Members = 1, Epochs = 1, Device = "cpu" }, CancellationToken.None);
            return [.. fitted.Metadata.Inputs.Select(input => input.Name)];
        }
    }

    static Architecture Cell(params int[] genotype) => Space.Create(genotype);

    static float[] Answers(Architecture[] cells)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var flow = InformationFlow.For(Encoder, 2, new MemberWeights(7)).ShouldBeOfType<EdgeFlow>();
        var inputs = EncodedInputs.Of(Encoder, flow.Parts, cells, guesses: null, CPU);
        return flow.Compute(new TorchAlgebra(inputs, 2)).ByArchitecture.contiguous().data<float>().ToArray();
    }

    static double Furthest(float[] one, float[] other) => one.Zip(other).Max(pair => Math.Abs(pair.First - pair.Second));
}

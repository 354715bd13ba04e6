using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.BrpNas;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.BrpNas;

/// <summary>The published graph of 9 nodes, written by hand: the global one, the input, six edges in genotype order, the output.</summary>
public sealed class BrpNasGraphTests
{
    static readonly PublishedSpace Space = new(new NasBench201Space());
    static readonly ArchitectureEncoder Encoder = ArchitectureEncoders.For(Space, Space.DefaultSkeleton, SmallSets.Shape);

    public static TheoryData<int[], int[][]> Cells => new()
    {
        {
            // Every edge a convolution: all the links there are.
            [3, 3, 3, 3, 3, 3],
            [
                [1, 1, 1, 1, 1, 1, 1, 1, 1],
                [0, 1, 1, 1, 0, 1, 0, 0, 0],
                [0, 0, 1, 0, 1, 0, 1, 0, 0],
                [0, 0, 0, 1, 0, 0, 0, 1, 0],
                [0, 0, 0, 0, 1, 0, 0, 1, 0],
                [0, 0, 0, 0, 0, 1, 0, 0, 1],
                [0, 0, 0, 0, 0, 0, 1, 0, 1],
                [0, 0, 0, 0, 0, 0, 0, 1, 1],
                [0, 0, 0, 0, 0, 0, 0, 0, 1],
            ]
        },
        {
            // 0→1 3×3, 0→2 3×3, 1→2 pool, 0→3 skip, 1→3 3×3, 2→3 skip: the skips are passed by.
            [3, 3, 4, 1, 3, 1],
            [
                [1, 1, 1, 1, 1, 1, 1, 1, 1],
                [0, 1, 1, 1, 0, 0, 0, 0, 1],
                [0, 0, 1, 0, 1, 0, 1, 0, 0],
                [0, 0, 0, 1, 0, 0, 0, 0, 1],
                [0, 0, 0, 0, 1, 0, 0, 0, 1],
                [0, 0, 0, 0, 0, 1, 0, 0, 0],
                [0, 0, 0, 0, 0, 0, 1, 0, 1],
                [0, 0, 0, 0, 0, 0, 0, 1, 0],
                [0, 0, 0, 0, 0, 0, 0, 0, 1],
            ]
        },
        {
            // 0→1 none, 0→2 1×1, 1→2 3×3, 0→3 none, 1→3 pool, 2→3 3×3: nothing reaches node 1, so what leaves it is dead.
            [0, 2, 3, 0, 4, 3],
            [
                [1, 1, 1, 1, 1, 1, 1, 1, 1],
                [0, 1, 0, 1, 0, 0, 0, 0, 0],
                [0, 0, 1, 0, 0, 0, 0, 0, 0],
                [0, 0, 0, 1, 0, 0, 0, 1, 0],
                [0, 0, 0, 0, 1, 0, 0, 0, 0],
                [0, 0, 0, 0, 0, 1, 0, 0, 0],
                [0, 0, 0, 0, 0, 0, 1, 0, 0],
                [0, 0, 0, 0, 0, 0, 0, 1, 1],
                [0, 0, 0, 0, 0, 0, 0, 0, 1],
            ]
        },
        {
            // Skips alone: several ways from input to output are one link.
            [1, 1, 1, 1, 1, 1],
            [
                [1, 1, 1, 1, 1, 1, 1, 1, 1],
                [0, 1, 0, 0, 0, 0, 0, 0, 1],
                [0, 0, 1, 0, 0, 0, 0, 0, 0],
                [0, 0, 0, 1, 0, 0, 0, 0, 0],
                [0, 0, 0, 0, 1, 0, 0, 0, 0],
                [0, 0, 0, 0, 0, 1, 0, 0, 0],
                [0, 0, 0, 0, 0, 0, 1, 0, 0],
                [0, 0, 0, 0, 0, 0, 0, 1, 0],
                [0, 0, 0, 0, 0, 0, 0, 0, 1],
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Compute_Cell_IsThePublishedConvolutionOfItsMatrix(int[] genotype, int[][] matrix)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var graph = new BrpNasGraph(1, Encoder.ShapeOf(EncodingPart.Operations), new MemberWeights(5));
        var inputs = EncodedInputs.Of(Encoder, [EncodingPart.Adjacency, EncodingPart.Operations], [Space.Create(genotype)], guesses: null, CPU);

        var said = graph.Compute(new TorchAlgebra(inputs, 1)).Tensor.item<float>();

        // A·X·W + b, layer normalisation, ReLU, four times; the global node's row is read. It has no operation of its own: its first row is all zeros.
        var links = tensor(matrix.SelectMany(row => row.Select(link => (float)link)).ToArray()).reshape(9, 9);
        var nodes = cat([zeros(1, 5), inputs.Parts[EncodingPart.Operations].squeeze(0)], 0);
        var weights = graph.named_parameters().ToDictionary(one => one.name, one => one.parameter);
        for (var layer = 0; layer < 4; layer++)
        {
            var sums = links.matmul(nodes).matmul(weights[$"linear{layer}.weight"].flatten(1).t()) + weights[$"linear{layer}.bias"];
            var centred = sums - sums.mean([-1], true);
            nodes = (centred / (centred.square().mean([-1], true) + 1e-5).sqrt()).relu();
        }

        var expected = (nodes[0].reshape(1, -1).matmul(weights["readOut.weight"].flatten(1).t()) + weights["readOut.bias"]).item<float>();
        said.ShouldBe(expected, 1e-4);
    }
}

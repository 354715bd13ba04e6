using Serverless.Learning.Surrogates.HwPrNas;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.HwPrNas;

public sealed class GraphConvolutionsTests
{
    const int Hidden = 3;
    const int Operations = 2;

    // Two links from the first node, one of them double; nothing links the last.
    static readonly float[,] Links = { { 0, 2, 1, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } };
    static readonly float[,] Nodes = { { 1, 0 }, { 0, 1 }, { 1, 1 }, { 0, 0 } };

    [Fact]
    public void Encode_TwoLayers_IsTheSumOfTheClosedForm()
    {
        using var scope = NewDisposeScope();
        var encoder = new GraphConvolutions(members: 2, new EncodingShape(4, Operations), Hidden, layers: 2, new MemberWeights(seed: 5));
        var inputs = new NetworkInputs(
            new Dictionary<EncodingPart, Tensor>
            {
                [EncodingPart.Adjacency] = tensor(Links).unsqueeze(0),
                [EncodingPart.Operations] = tensor(Nodes).unsqueeze(0),
            },
            Guesses: null);

        var encoded = encoder.Encode(new TorchAlgebra(inputs, members: 2)).ByArchitecture.flatten().data<float>().ToArray();

        var layers = encoder.named_parameters().Select(named => named.parameter.data<float>().ToArray()).ToArray();
        for (var member = 0; member < 2; member++)
        {
            var nodes = Layer(Layer(Nodes, Weights(layers[0], member, Operations)), Weights(layers[1], member, Hidden));
            for (var channel = 0; channel < Hidden; channel++)
            {
                encoded[(member * Hidden) + channel].ShouldBe(Enumerable.Range(0, 4).Sum(node => nodes[node, channel]), 1e-5f);
            }
        }
    }

    /// <summary>tanh(D^-½(A + Aᵀ + I)D^-½ X W) by loops.</summary>
    static float[,] Layer(float[,] nodes, float[,] weights)
    {
        var count = nodes.GetLength(0);
        double Link(int i, int j) => Links[i, j] + Links[j, i] + (i == j ? 1 : 0);
        double Degree(int i) => Enumerable.Range(0, count).Sum(j => Link(i, j));
        var next = new float[count, Hidden];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < Hidden; k++)
            {
                var sum = 0.0;
                for (var j = 0; j < count; j++)
                {
                    for (var c = 0; c < nodes.GetLength(1); c++)
                    {
                        sum += Link(i, j) / Math.Sqrt(Degree(i) * Degree(j)) * nodes[j, c] * weights[c, k];
                    }
                }

                next[i, k] = (float)Math.Tanh(sum);
            }
        }

        return next;
    }

    /// <summary>Inputs × outputs of one member.</summary>
    static float[,] Weights(float[] all, int member, int inputs)
    {
        var weights = new float[inputs, Hidden];
        for (var c = 0; c < inputs; c++)
        {
            for (var k = 0; k < Hidden; k++)
            {
                weights[c, k] = all[(((member * Hidden) + k) * inputs) + c];
            }
        }

        return weights;
    }
}

using Serverless.Core.Generators;
using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>From a preference and a device to logits of every choice (Sukthanker, Zela, Staffler, Dooley, Grabocka, Hutter 2025).</summary>
/// <remarks>
/// 50 tables of 101 rows, of which the weight of quality takes one, round(100 r₁); the answer is the tables' sum, weighed by
/// softmax(sin(d Eᵀ / √references)), where a row of E belongs to a table. It begins with small random logits, where the authors train
/// it to give such.
/// </remarks>
sealed class HyperNetwork : nn.Module
{
    public const int Tables = 50;
    public const int Rows = 101;
    const double InitialLogit = 1e-3;
    const string TablesName = "tables";
    const string EmbeddingsName = "embeddings";

    readonly Decisions _decisions;

    /// <param name="decisions">Of the space.</param>
    /// <param name="references">Coordinates of a device.</param>
    /// <param name="seed">Of initial weights.</param>
    /// <param name="spread">Standard deviation of E at first: the larger, the more devices that are alike differ in what they are given.</param>
    public HyperNetwork(Decisions decisions, int references, long seed, double spread)
        : base(nameof(HyperNetwork))
    {
        _decisions = decisions;
        register_parameter(
            TablesName, new Parameter(Normal([Rows, Tables * decisions.Length], InitialLogit, RandomStream.For(seed, 0, ModnasRandom.Tables))));
        register_parameter(EmbeddingsName, new Parameter(Normal([Tables, references], spread, RandomStream.For(seed, 0, ModnasRandom.Embeddings))));
    }

    // Registered above; asked for each time, since moving the module to a device replaces them.
    Parameter TableRows => get_parameter(TablesName)!;

    Parameter Embeddings => get_parameter(EmbeddingsName)!;

    int References => (int)Embeddings.shape[1];

    /// <summary>The row that a weight of quality takes.</summary>
    public static long RowOf(double quality) => (long)Math.Round(Math.Clamp(quality, 0, 1) * (Rows - 1), MidpointRounding.ToEven);

    /// <summary>Logits of b preferences and devices.</summary>
    /// <param name="rows">b int64, from <see cref="RowOf"/>.</param>
    /// <param name="devices">b × references.</param>
    public HyperAnswer Answer(Tensor rows, Tensor devices)
    {
        var scaled = devices / Math.Sqrt(References);
        var angles = scaled.mm(Embeddings.t());
        var attention = angles.sin().softmax(1);
        var chosen = TableRows.index_select(0, rows).reshape(-1, Tables, _decisions.Length);
        return new(attention.unsqueeze(1).bmm(chosen).squeeze(1), attention, angles, chosen, scaled, rows);
    }

    /// <summary>Writes the graph: see <see cref="GeneratorGraph"/>.</summary>
    public OnnxGraph ToGraph()
    {
        var graph = new OnnxGraph("generator");
        var condition = graph.Input(GeneratorGraph.Condition, 2);
        var device = graph.Input(GeneratorGraph.Device, References);
        var noise = graph.Input(GeneratorGraph.Noise, _decisions.Length);
        var share = graph.Max(graph.Min(graph.Take(condition, axis: 1, place: 0), graph.Weights([1], 1)), graph.Weights([0], 1));
        var row = graph.Round(graph.Multiply(share, graph.Weights([Rows - 1], 1)));
        var chosen = graph.Reshape(graph.Choose(graph.Weights(Numbers(TableRows), TableRows.shape), row), -1, Tables, _decisions.Length);
        var scaled = graph.Scale(device, 1 / Math.Sqrt(References));
        using var turned = Embeddings.detach().t().contiguous();
        var attention = graph.Softmax(graph.Sine(graph.MatMul(scaled, graph.Weights(Numbers(turned), turned.shape))));
        var logits = graph.Reshape(graph.MatMul(graph.Reshape(attention, -1, 1, Tables), chosen), -1, _decisions.Length);
        var noisy = graph.Add(logits, noise);
        string[] choices =
        [
            .. _decisions.Sizes.Select((size, decision) => graph.Largest(graph.Gather(noisy, Enumerable.Range(_decisions.Starts[decision], size), axis: 1))),
        ];
        graph.OutputWhole(GeneratorGraph.Choices, graph.Concat(choices, axis: 1), choices.Length);
        return graph;
    }

    static float[] Numbers(Tensor parameter)
    {
        using var scope = NewDisposeScope();
        return parameter.detach().cpu().contiguous().data<float>().ToArray();
    }

    static Tensor Normal(long[] shape, double deviation, RandomStream random)
    {
        var values = new float[shape[0] * shape[1]];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(deviation * random.NextNormal());
        }

        return tensor(values).reshape(shape);
    }
}

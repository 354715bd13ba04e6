using Serverless.Core.Generators;
using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Maps a preference and a device to the logits of every choice (Sukthanker, Zela, Staffler, Dooley, Grabocka, Hutter 2025).</summary>
/// <remarks>
/// There are 50 tables of 101 rows, and the weight of quality r₁ selects row round(100 r₁). The logits are the sum of the tables' rows, weighted by
/// softmax(sin(d Eᵀ / √references)), where each row of E belongs to one table. Training starts from small random logits; the authors first
/// train the network to give such logits.
/// </remarks>
sealed class HyperNetwork : nn.Module
{
    public const int Tables = 50;
    public const int Rows = 101;
    const double InitialLogit = 1e-3;
    const string TablesName = "tables";
    const string EmbeddingsName = "embeddings";

    readonly Decisions _decisions;

    /// <param name="decisions">The decisions of the search space.</param>
    /// <param name="references">The number of coordinates of a device.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <param name="spread">The initial standard deviation of E: the larger it is, the more the logits of similar devices differ.</param>
    public HyperNetwork(Decisions decisions, int references, long seed, double spread)
        : base(nameof(HyperNetwork))
    {
        _decisions = decisions;
        register_parameter(
            TablesName, new Parameter(Normal([Rows, Tables * decisions.Length], InitialLogit, RandomStream.For(seed, 0, ModnasRandom.Tables))));
        register_parameter(EmbeddingsName, new Parameter(Normal([Tables, references], spread, RandomStream.For(seed, 0, ModnasRandom.Embeddings))));
    }

    // Registered above; read at each use, since moving the module to a device replaces the parameters.
    Parameter TableRows => get_parameter(TablesName)!;

    Parameter Embeddings => get_parameter(EmbeddingsName)!;

    int References => (int)Embeddings.shape[1];

    /// <summary>Returns the row that a weight of quality selects.</summary>
    public static long RowOf(double quality) => (long)Math.Round(Math.Clamp(quality, 0, 1) * (Rows - 1), MidpointRounding.ToEven);

    /// <summary>Computes the logits of b preferences and devices.</summary>
    /// <param name="rows">The rows of the preferences, b int64, from <see cref="RowOf"/>.</param>
    /// <param name="devices">The device coordinates, b × references.</param>
    public HyperAnswer Answer(Tensor rows, Tensor devices)
    {
        var scaled = devices / Math.Sqrt(References);
        var angles = scaled.mm(Embeddings.t());
        var attention = angles.sin().softmax(1);
        var chosen = TableRows.index_select(0, rows).reshape(-1, Tables, _decisions.Length);
        return new(attention.unsqueeze(1).bmm(chosen).squeeze(1), attention, angles, chosen, scaled, rows);
    }

    /// <summary>Exports the graph: see <see cref="GeneratorGraph"/>.</summary>
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

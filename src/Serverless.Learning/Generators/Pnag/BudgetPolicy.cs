using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// The generator: an LSTM that decides one choice after the other. It begins with the embedding of a budget, goes on with that of the choice
/// just taken, and is told the budget and the device at every step.
/// </summary>
sealed class BudgetPolicy : nn.Module
{
    const int Width = 64;
    const int Gates = 4;
    const double Bound = 0.1;
    const double EmbeddingBound = 1;
    const string BudgetsName = "budgets";
    const string WeightName = "weight";
    const string BiasName = "bias";

    readonly int[] _sizes;
    readonly string[] _choices;
    readonly string[] _heads;
    readonly string[] _offsets;

    /// <param name="space">What is decided.</param>
    /// <param name="references">Coordinates of a device.</param>
    /// <param name="seed">Of initial weights: uniform within ±0.1, of embeddings within ±1.</param>
    public BudgetPolicy(SearchSpace space, int references, long seed)
        : base(nameof(BudgetPolicy))
    {
        _sizes = [.. space.Dimensions.Select(dimension => dimension.Choices.Count)];
        var index = 0;
        Drawn(BudgetsName, EmbeddingBound, BudgetMaterial.Budgets, Width);
        Drawn(WeightName, Bound, Gates * Width, Width + Width + references + Width);
        Drawn(BiasName, Bound, Gates * Width);
        _choices = [.. _sizes.Select((size, at) => Drawn($"choices{at}", EmbeddingBound, size, Width))];
        _heads = [.. _sizes.Select((size, at) => Drawn($"heads{at}", Bound, size, Width))];
        _offsets = [.. _sizes.Select((size, at) => Drawn($"offsets{at}", Bound, size))];

        string Drawn(string name, double bound, params long[] shape)
        {
            var random = RandomStream.For(seed, index++, GeneratorRandom.Policies);
            var values = new float[shape.Aggregate((product, length) => product * length)];
            foreach (ref var value in values.AsSpan())
            {
                value = (float)(bound * ((2 * random.NextDouble()) - 1));
            }

            register_parameter(name, new Parameter(tensor(values).reshape(shape)));
            return name;
        }
    }

    /// <summary>Takes in each decision the choice whose logit and noise sum to the most.</summary>
    /// <param name="conditions">n × budgets.</param>
    /// <param name="devices">n × references.</param>
    /// <param name="noise">n × one-hot length; standard Gumbel noise draws from the policy.</param>
    public PolicyDraw Draw(Tensor conditions, Tensor devices, Tensor noise)
    {
        var budget = conditions.matmul(Registered(BudgetsName));
        var input = budget;
        var (state, memory) = (zeros_like(input), zeros_like(input));
        var (taken, entropy) = (zeros(input.shape[0], device: input.device), zeros(input.shape[0], device: input.device));
        var choices = new Tensor[_sizes.Length];
        var (weight, bias) = (Registered(WeightName).t(), Registered(BiasName));
        var added = noise.split(Array.ConvertAll(_sizes, size => (long)size), 1);
        for (var at = 0; at < _sizes.Length; at++)
        {
            var gates = (cat([input, budget, devices, state], 1).matmul(weight) + bias).chunk(Gates, 1);
            memory = (gates[0].sigmoid() * memory) + (gates[1].sigmoid() * gates[2].tanh());
            state = gates[3].sigmoid() * memory.tanh();
            var logits = state.matmul(Registered(_heads[at]).t()) + Registered(_offsets[at]);
            var logarithms = nn.functional.log_softmax(logits, 1);
            choices[at] = (logits.detach() + added[at]).argmax(1);
            taken += logarithms.gather(1, choices[at].unsqueeze(1)).squeeze(1);
            entropy -= (logarithms.exp() * logarithms).sum(1);
            input = Registered(_choices[at]).index_select(0, choices[at]);
        }

        return new(stack(choices, 1), taken, entropy);
    }

    /// <summary>Writes the policy as ONNX operators, decision after decision.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="condition">The name of the budgets' weights.</param>
    /// <param name="device">The name of the device.</param>
    /// <param name="noise">The name of the noise.</param>
    /// <returns>The name of N × decisions, int64.</returns>
    public string Export(OnnxGraph graph, string condition, string device, string noise)
    {
        var (weight, bias) = (Written(graph, WeightName), Written(graph, BiasName));
        var budget = graph.MatMul(condition, Written(graph, BudgetsName));
        var input = budget;
        var state = graph.Zero(input);
        var memory = state;
        var choices = new string[_sizes.Length];
        for (var (at, offset) = (0, 0); at < _sizes.Length; offset += _sizes[at], at++)
        {
            var gates = graph.Split(graph.Gemm(graph.Concat([input, budget, device, state], axis: 1), weight, bias), axis: 1, Gates);
            memory = graph.Add(graph.Multiply(graph.Sigmoid(gates[0]), memory), graph.Multiply(graph.Sigmoid(gates[1]), graph.Tanh(gates[2])));
            state = graph.Multiply(graph.Sigmoid(gates[3]), graph.Tanh(memory));
            var logits = graph.Gemm(state, Written(graph, _heads[at]), Written(graph, _offsets[at]));
            choices[at] = graph.Largest(graph.Add(logits, graph.Gather(noise, Enumerable.Range(offset, _sizes[at]), axis: 1)));
            input = graph.Choose(Written(graph, _choices[at]), graph.Reshape(choices[at], -1));
        }

        return graph.Concat(choices, axis: 1);
    }

    // Asked for each time, since moving the module to a device replaces them.
    Parameter Registered(string name) => get_parameter(name)!;

    string Written(OnnxGraph graph, string name)
    {
        using var scope = NewDisposeScope();
        var parameter = Registered(name);
        return graph.Weights(parameter.detach().cpu().contiguous().data<float>().ToArray(), parameter.shape);
    }
}

/// <summary>What a policy decided.</summary>
/// <param name="Choices">n × decisions, int64.</param>
/// <param name="LogProbabilities">n: of all choices taken.</param>
/// <param name="Entropies">n: summed over decisions, each given those before it.</param>
readonly record struct PolicyDraw(Tensor Choices, Tensor LogProbabilities, Tensor Entropies);

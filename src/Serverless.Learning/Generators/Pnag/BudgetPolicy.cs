using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// The policy of the generator: an LSTM that makes one decision after the other. Its first input is the embedding of a budget, each further input is
/// that
/// of the previous choice, and every step also receives the budget and the device.
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

    /// <param name="space">The search space.</param>
    /// <param name="references">The number of coordinates of a device.</param>
    /// <param name="seed">The seed of the initial weights: uniform within ±0.1, of embeddings within ±1.</param>
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

    /// <summary>Makes each decision by taking the choice with the largest sum of logit and noise.</summary>
    /// <param name="conditions">The weights of the budgets, n × budgets.</param>
    /// <param name="devices">The device coordinates, n × references.</param>
    /// <param name="noise">The noise, n × one-hot length; with standard Gumbel noise the choices are samples of the policy.</param>
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

    /// <summary>Exports the policy as ONNX operators, decision by decision.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="condition">The name of the budgets' weights.</param>
    /// <param name="device">The name of the device.</param>
    /// <param name="noise">The name of the noise.</param>
    /// <returns>The name of the choices, N × decisions, int64.</returns>
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

    // Read at each use, since moving the module to a device replaces the parameters.
    Parameter Registered(string name) => get_parameter(name)!;

    string Written(OnnxGraph graph, string name)
    {
        using var scope = NewDisposeScope();
        var parameter = Registered(name);
        return graph.Weights(parameter.detach().cpu().contiguous().data<float>().ToArray(), parameter.shape);
    }
}

/// <summary>The decisions of a policy.</summary>
/// <param name="Choices">The choices, n × decisions, int64.</param>
/// <param name="LogProbabilities">The log probability of all choices of a row, n.</param>
/// <param name="Entropies">The entropy of each row, n: the sum over decisions, each conditional on the previous ones.</param>
readonly record struct PolicyDraw(Tensor Choices, Tensor LogProbabilities, Tensor Entropies);

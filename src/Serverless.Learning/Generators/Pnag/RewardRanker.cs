using Serverless.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// The reward: a perceptron that scores an architecture under a budget on a device, greater for what is better by <see cref="DominanceRule"/>.
/// </summary>
sealed class RewardRanker : nn.Module
{
    const int Width = 128;

    readonly Parameter[] _weights;
    readonly Parameter[] _biases;

    /// <param name="codes">Length of an architecture's one-hot code.</param>
    /// <param name="references">Coordinates of a device.</param>
    /// <param name="seed">Of initial weights.</param>
    public RewardRanker(int codes, int references, long seed)
        : base(nameof(RewardRanker))
    {
        int[] widths = [codes + BudgetMaterial.Budgets + references, Width, Width, 1];
        var source = new WeightSource(seed);
        _weights = new Parameter[widths.Length - 1];
        _biases = new Parameter[_weights.Length];
        for (var layer = 0; layer < _weights.Length; layer++)
        {
            _weights[layer] = new Parameter(zeros(widths[layer], widths[layer + 1]));
            _biases[layer] = new Parameter(zeros(widths[layer + 1]));
            source.FillRectified(_weights[layer], widths[layer]);
            register_parameter($"weight{layer}", _weights[layer]);
            register_parameter($"bias{layer}", _biases[layer]);
        }
    }

    /// <summary>Scores n architectures.</summary>
    /// <param name="codes">n × one-hot length.</param>
    /// <param name="conditions">n × budgets.</param>
    /// <param name="devices">n × references.</param>
    /// <returns>n.</returns>
    public Tensor Score(Tensor codes, Tensor conditions, Tensor devices)
    {
        var value = cat([codes, conditions, devices], 1);
        for (var layer = 0; layer < _weights.Length; layer++)
        {
            value = (layer == 0 ? value : value.relu()).matmul(_weights[layer]) + _biases[layer];
        }

        return value.squeeze(1);
    }
}

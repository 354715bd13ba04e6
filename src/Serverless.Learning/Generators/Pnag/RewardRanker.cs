using Serverless.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// The reward: a perceptron that scores an architecture under a budget on a device; an architecture that is better by
/// <see cref="DominanceRule"/> gets a higher score.
/// </summary>
sealed class RewardRanker : nn.Module
{
    const int Width = 128;

    readonly int _layers;

    /// <param name="codes">The length of an architecture's one-hot code.</param>
    /// <param name="references">The number of coordinates of a device.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public RewardRanker(int codes, int references, long seed)
        : base(nameof(RewardRanker))
    {
        int[] widths = [codes + BudgetMaterial.Budgets + references, Width, Width, 1];
        var source = new WeightSource(seed);
        _layers = widths.Length - 1;
        for (var layer = 0; layer < _layers; layer++)
        {
            var weight = new Parameter(zeros(widths[layer], widths[layer + 1]));
            source.FillRectified(weight, widths[layer]);
            register_parameter($"weight{layer}", weight);
            register_parameter($"bias{layer}", new Parameter(zeros(widths[layer + 1])));
        }
    }

    /// <summary>Scores n architectures.</summary>
    /// <param name="codes">The one-hot codes, n × one-hot length.</param>
    /// <param name="conditions">The weights of the budgets, n × budgets.</param>
    /// <param name="devices">The device coordinates, n × references.</param>
    /// <returns>The scores, n.</returns>
    public Tensor Score(Tensor codes, Tensor conditions, Tensor devices)
    {
        var value = cat([codes, conditions, devices], 1);
        for (var layer = 0; layer < _layers; layer++)
        {
            value = (layer == 0 ? value : value.relu()).matmul(Registered("weight", layer)) + Registered("bias", layer);
        }

        return value.squeeze(1);
    }

    // Read at each use, since moving the module to a device replaces the parameters.
    Parameter Registered(string name, int layer) => get_parameter($"{name}{layer}")!;
}

using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Fully connected layers, with ReLU between them, over the concatenation of several values.</summary>
/// <remarks>The first layer has weights for each value, and adds up the products, which is equivalent to concatenation.</remarks>
sealed class Perceptron : nn.Module
{
    readonly MemberLinear[] _first;
    readonly MemberLinear[] _others;

    /// <param name="members">The number of networks.</param>
    /// <param name="inputs">The number of channels of each value.</param>
    /// <param name="widths">The number of output channels of each layer.</param>
    /// <param name="weights">The source of initial weights.</param>
    public Perceptron(int members, int[] inputs, int[] widths, MemberWeights weights)
        : base(nameof(Perceptron))
    {
        _first = [.. inputs.Select(channels => new MemberLinear(members, channels, widths[0], weights))];
        _others = [.. widths.Skip(1).Select((width, layer) => new MemberLinear(members, widths[layer], width, weights))];
        foreach (var (place, layer) in _first.Concat(_others).Index())
        {
            register_module($"layer{place}", layer);
        }
    }

    /// <summary>Rescales the last layer so that each member's single output has mean 0 and variance 1 over given outputs.</summary>
    /// <param name="answers">The outputs so far, n × members.</param>
    public void Standardise(Tensor answers)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var last = _others[^1];
        var (means, deviations) = (answers.mean([0]), answers.std(0).clamp(1e-6));
        last.Bias!.sub_(means).div_(deviations);
        last.Weight.div_(deviations.reshape(-1, 1, 1, 1));
    }

    public T Compute<T>(INetworkAlgebra<T> algebra, params ReadOnlySpan<T> values) => Compute(algebra, [this], values);

    /// <summary>Computes the perceptron of the platform that the algebra selects.</summary>
    /// <param name="algebra">The algebra, which knows the selected platform.</param>
    /// <param name="platforms">The perceptron of each platform; all have the same form.</param>
    /// <param name="values">The input values.</param>
    public static T Compute<T>(INetworkAlgebra<T> algebra, IReadOnlyList<Perceptron> platforms, params ReadOnlySpan<T> values)
    {
        var sum = algebra.Linear(values[0], [.. platforms.Select(platform => platform._first[0])]);
        for (var i = 1; i < values.Length; i++)
        {
            var place = i;
            sum = algebra.Add(sum, algebra.Linear(values[i], [.. platforms.Select(platform => platform._first[place])]));
        }

        for (var i = 0; i < platforms[0]._others.Length; i++)
        {
            var place = i;
            sum = algebra.Linear(algebra.Relu(sum), [.. platforms.Select(platform => platform._others[place])]);
        }

        return sum;
    }
}

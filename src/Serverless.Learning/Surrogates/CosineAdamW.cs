using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>AdamW (Loshchilov, Hutter 2019) with a learning rate that falls to zero along a cosine, step by step.</summary>
/// <remarks>
/// On a CPU a single pass over each parameter replaces a dozen operations of libtorch, each with an intermediate tensor, which take a third
/// of the time of networks as small as surrogates. On other devices TorchSharp's optimiser is used.
/// </remarks>
sealed class CosineAdamW : IDisposable
{
    const double FirstDecay = 0.9;
    const double SecondDecay = 0.999;
    const double Epsilon = 1e-8;

    readonly Parameter[] _parameters;
    readonly float[][] _first;
    readonly float[][] _second;
    readonly double _rate;
    readonly double _decay;
    readonly int _steps;
    readonly AdamW? _elsewhere;
    int _done;

    /// <param name="parameters">The parameters to optimise; those that do not require gradients are not changed.</param>
    /// <param name="rate">The learning rate of the first step, which is the highest.</param>
    /// <param name="decay">The weight decay: the share that weights lose in a step is the rate times this.</param>
    /// <param name="steps">The total number of steps.</param>
    public CosineAdamW(IEnumerable<Parameter> parameters, double rate, double decay, int steps)
    {
        _parameters = [.. parameters.Where(parameter => parameter.requires_grad)];
        (_rate, _decay, _steps) = (rate, decay, steps);
        var isHere = _parameters.All(parameter =>
            parameter.device_type == TorchSharp.DeviceType.CPU && parameter.dtype == ScalarType.Float32 && parameter.is_contiguous());
        _elsewhere = isHere ? null : optim.AdamW(_parameters, rate, FirstDecay, SecondDecay, Epsilon, decay);
        _first = isHere ? [.. _parameters.Select(parameter => new float[parameter.numel()])] : [];
        _second = isHere ? [.. _parameters.Select(parameter => new float[parameter.numel()])] : [];
    }

    /// <summary>Takes one step to reduce a loss.</summary>
    /// <param name="loss">The loss, a scalar.</param>
    public void Step(Tensor loss)
    {
        var rate = _rate * (1 + Math.Cos(Math.PI * _done / _steps)) / 2;
        _done++;
        if (_elsewhere is { } optimizer)
        {
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = rate;
            }

            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return;
        }

        var gradients = autograd.grad([loss], _parameters, allow_unused: true);
        foreach (var (place, gradient) in gradients.Index())
        {
            if (gradient is { IsInvalid: false })
            {
                Update(
                    MemoryMarshal.Cast<byte, float>(_parameters[place].bytes), MemoryMarshal.Cast<byte, float>(gradient.contiguous().bytes), _first[place],
                    _second[place], rate);
            }
        }
    }

    public void Dispose() => _elsewhere?.Dispose();

    // Code that trains is compiled only once, which would otherwise leave it unoptimised (Directory.Build.targets).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Update(Span<float> weights, ReadOnlySpan<float> slopes, Span<float> first, Span<float> second, double rate)
    {
        var kept = (float)(1 - (rate * _decay));
        var step = (float)(rate / (1 - Math.Pow(FirstDecay, _done)));
        var root = (float)(1 / Math.Sqrt(1 - Math.Pow(SecondDecay, _done)));
        var width = Vector<float>.Count;
        var whole = weights.Length - (weights.Length % width);
        for (var i = 0; i < whole; i += width)
        {
            var slope = new Vector<float>(slopes[i..]);
            var mean = (new Vector<float>(first[i..]) * (float)FirstDecay) + (slope * (float)(1 - FirstDecay));
            var square = (new Vector<float>(second[i..]) * (float)SecondDecay) + (slope * slope * (float)(1 - SecondDecay));
            mean.CopyTo(first[i..]);
            square.CopyTo(second[i..]);
            var length = (Vector.SquareRoot(square) * root) + new Vector<float>((float)Epsilon);
            ((new Vector<float>(weights[i..]) * kept) - (mean * step / length)).CopyTo(weights[i..]);
        }

        for (var i = whole; i < weights.Length; i++)
        {
            first[i] = (first[i] * (float)FirstDecay) + (slopes[i] * (float)(1 - FirstDecay));
            second[i] = (second[i] * (float)SecondDecay) + (slopes[i] * slopes[i] * (float)(1 - SecondDecay));
            weights[i] = (weights[i] * kept) - (first[i] * step / ((MathF.Sqrt(second[i]) * root) + (float)Epsilon));
        }
    }
}

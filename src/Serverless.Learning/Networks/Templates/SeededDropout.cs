using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Definitions;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>Dropout whose masks follow from the seed and the step number, so that an interrupted training continues with the same masks.</summary>
/// <remarks>The step number is a buffer, so checkpoints contain it. On a CPU equal seeds give equal masks, whatever else the process draws.</remarks>
sealed class SeededDropout : nn.Module<Tensor, Tensor>, IExportable
{
    readonly double _rate;
    readonly long _seed;
    readonly int _place;

    public SeededDropout(PlannedDropout plan, long seed)
        : base(plan.Name)
    {
        (_rate, _seed) = (plan.Rate, seed);

        // Each dropout draws its own masks: names end with the block's number among the dropouts.
        _place = int.Parse(plan.Name.AsSpan(plan.Name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1), System.Globalization.CultureInfo.InvariantCulture);
        register_buffer("steps", zeros(1, ScalarType.Int64));
    }

    // Registered above; read at each use, since moving the module to a device replaces the buffer.
    Tensor Steps => get_buffer("steps")!;

    public override Tensor forward(Tensor input)
    {
        if (!training || _rate == 0)
        {
            return input;
        }

        using var mask = Mask(input);
        return input * mask;
    }

    public string Export(OnnxGraph graph, string input) => input;

    Tensor Mask(Tensor input)
    {
        using var unrecorded = no_grad();
        var step = Steps.add_(1).to(ScalarType.Int64).item<long>();
        using var generator = new Generator(
            RandomStream.For(_seed, (int)(step & int.MaxValue), RandomPurpose.Dropout + (RandomPurpose.Count * _place)).NextBits(), input.device);
        using var drawn = rand(input.shape, input.dtype, input.device, false, generator);
        return drawn.ge(_rate).to(input.dtype) / (1 - _rate);
    }
}

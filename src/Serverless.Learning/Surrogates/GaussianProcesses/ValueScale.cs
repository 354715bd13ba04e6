using Serverless.Learning.Onnx;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>Transforms a target's minimised values into the values that a process models, and back.</summary>
/// <remarks>
/// As in gp-ehvi: positive values (costs) are modelled by their logarithm. Values within −100 to 0 or −1 to 0 are maximised shares, modelled by −1/e
/// where e is what the share lacks to the whole. Other negative values are modelled by the mirrored logarithm, and all others unchanged. Deviations
/// are
/// transformed back along the tangent.
/// </remarks>
sealed record ValueScale(ValueScaleKind Kind, double Whole = 0)
{
    /// <summary>The lower bound of what a share can lack, relative to the whole; keeps 1/e finite.</summary>
    const double LeastMissing = 1e-4;

    /// <summary>The upper bound of logarithms: e to this power is still finite in float32.</summary>
    const double LargestLogarithm = 80;

    /// <summary>Returns the scale for values that are finite and minimised.</summary>
    public static ValueScale For(IReadOnlyCollection<double> values) => (values.Min(), values.Max()) switch
    {
        ( > 0, _) => new(ValueScaleKind.Logarithm),
        ( >= -1, < 0) => new(ValueScaleKind.InverseOfMissing, 1),
        ( >= -100, < 0) => new(ValueScaleKind.InverseOfMissing, 100),
        (_, < 0) => new(ValueScaleKind.MirroredLogarithm),
        _ => new(ValueScaleKind.Identity),
    };

    public double Apply(double value) => Kind switch
    {
        ValueScaleKind.Logarithm => Math.Log(value),
        ValueScaleKind.InverseOfMissing => -1 / Math.Max(Whole + value, LeastMissing * Whole),
        ValueScaleKind.MirroredLogarithm => -Math.Log(-value),
        _ => value,
    };

    /// <summary>Returns the value that is modelled as <paramref name="mean"/>, and the deviation there.</summary>
    public (double Value, double Deviation) Restore(double mean, double deviation)
    {
        switch (Kind)
        {
            case ValueScaleKind.Logarithm:
                var cost = Math.Exp(Math.Min(mean, LargestLogarithm));
                return (cost, cost * deviation);
            case ValueScaleKind.InverseOfMissing:
                var missing = -1 / Math.Min(mean, -1 / Whole);
                return (missing - Whole, missing * missing * deviation);
            case ValueScaleKind.MirroredLogarithm:
                var mirrored = Math.Exp(Math.Min(-mean, LargestLogarithm));
                return (-mirrored, mirrored * deviation);
            default:
                return (mean, deviation);
        }
    }

    /// <summary>Exports <see cref="Restore"/>, N × 1 each, in float64.</summary>
    public (string Value, string Deviation) Write(OnnxGraph graph, string mean, string deviation)
    {
        string Number(double value) => graph.Numbers([value]);
        switch (Kind)
        {
            case ValueScaleKind.Logarithm:
                var cost = graph.Exp(graph.Min(mean, Number(LargestLogarithm)));
                return (cost, graph.Multiply(cost, deviation));
            case ValueScaleKind.InverseOfMissing:
                var missing = graph.Divide(Number(-1), graph.Min(mean, Number(-1 / Whole)));
                return (graph.Add(missing, Number(-Whole)), graph.Multiply(graph.Multiply(missing, missing), deviation));
            case ValueScaleKind.MirroredLogarithm:
                var mirrored = graph.Exp(graph.Min(graph.Multiply(mean, Number(-1)), Number(LargestLogarithm)));
                return (graph.Multiply(mirrored, Number(-1)), graph.Multiply(mirrored, deviation));
            default:
                return (mean, deviation);
        }
    }
}

/// <summary>The transformation of a value.</summary>
enum ValueScaleKind
{
    /// <summary>The value itself.</summary>
    Identity,

    /// <summary>The logarithm of the value.</summary>
    Logarithm,

    /// <summary>−1 over what a maximised share lacks to the whole.</summary>
    InverseOfMissing,

    /// <summary>The negative logarithm of the negated value.</summary>
    MirroredLogarithm,
}

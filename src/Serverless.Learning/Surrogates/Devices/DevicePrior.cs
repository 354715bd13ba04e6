using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>
/// Transfers measurements of known devices to a device with few measurements: ten of them suffice to predict its
/// latency or energy for all architectures.
/// </summary>
/// <remarks>
/// A Gaussian process of logarithms. The cost on each known device is predicted from choices and pairs of choices; the cost on a new device is a
/// combination of these predictions, plus a part of its own. The weights are learnt by leaving each known device out in turn. It supports
/// every search space, through its one-hot encoding. Thread-safe.
/// </remarks>
public sealed class DevicePrior
{
    /// <value>The usual number of measurements of a new device, which suffices: 10.</value>
    public const int UsualReferences = 10;

    const int LeastJudged = 5;
    const int MostJudged = 30;

    readonly SurrogateTrainingSet _known;
    readonly ChoiceKernel _kernel;
    readonly QuadraticForm[] _devices;
    readonly DevicePriorWeights _weights;

    DevicePrior(SurrogateTrainingSet known, ChoiceKernel kernel, QuadraticForm[] devices, DevicePriorWeights weights) =>
        (_known, _kernel, _devices, _weights) = (known, kernel, devices, weights);

    /// <value>The number of known devices.</value>
    public int Devices => _devices.Length;

    /// <summary>Fits the prior to known devices. O(n³ + n d²).</summary>
    /// <param name="known">n architectures with one target per device, all of one metric; NaN where a device has no measurement.</param>
    /// <param name="references">The number of measurements that new devices will have, at least 2. Default 10.</param>
    /// <exception cref="SurrogateFitException">A device has fewer than two measurements, or one that is not positive.</exception>
    public static DevicePrior Fit(SurrogateTrainingSet known, int references = UsualReferences)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentOutOfRangeException.ThrowIfLessThan(references, 2);
        IReadOnlyList<double[]> logarithms = [.. Enumerable.Range(0, known.Targets.Count).Select(target => Logarithms(known, target))];
        var kernel = new ChoiceKernel(known.Space.OneHotLength, known.Space.Dimensions.Count);
        IReadOnlyList<int[]> choices = [.. known.Architectures.Select(architecture => ChoicesOf(known.Space, architecture))];
        var devices = KnownDevices.Fit(kernel, choices, logarithms);
        var seen = new SeenArchitectures(kernel, choices, See(devices, choices));
        return new DevicePrior(known, kernel, devices, PriorWeightSearch.Best(seen, logarithms, references));
    }

    /// <summary>Chooses the most informative architectures to measure on an unseen device, the most informative first. O(count² n).</summary>
    /// <param name="pool">The architectures that the device can measure.</param>
    /// <param name="count">The number of architectures to choose.</param>
    /// <returns>Indices into the pool, at most as many as it has architectures.</returns>
    public IReadOnlyList<int> ChooseReferences(IReadOnlyList<Architecture> pool, int count = UsualReferences) =>
        Seen(pool).Design([.. Enumerable.Range(0, pool.Count)], count, _weights, without: null);

    /// <summary>Fits a surrogate of another device to its measurements.</summary>
    /// <param name="references">The measurements: one target, at least two architectures.</param>
    /// <exception cref="SurrogateFitException">There are fewer than two measurements, or one is not positive.</exception>
    /// <exception cref="ArgumentException">The measurements are of another search space, or of several targets.</exception>
    public FittedSurrogate Adapt(SurrogateTrainingSet references)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (references.Space.Name != _known.Space.Name || references.Targets.Count != 1)
        {
            throw new ArgumentException(
                $"The known devices measured architectures of {_known.Space.Name}; the references are of {references.Space.Name}, with {references.Targets.Count} targets instead of one.",
                nameof(references));
        }

        var logarithms = Logarithms(references, target: 0);
        int[] measured = [.. Enumerable.Range(0, references.Count).Where(place => !double.IsNaN(logarithms[place]))];
        var values = Array.ConvertAll(measured, place => logarithms[place]);
        IReadOnlyList<Architecture> architectures = [.. measured.Select(place => references.Architectures[place])];
        var (form, scale) = Complete(architectures, values);
        return AdaptedDevice.Create(references, measured.Length, form, scale, LeftOut(architectures, values));
    }

    (QuadraticForm Form, SurrogateScale Scale) Complete(IReadOnlyList<Architecture> architectures, double[] logarithms)
    {
        var (mean, deviation) = KnownDevices.Moments(logarithms);
        var coefficients = Seen(architectures).Coefficients([.. Enumerable.Range(0, logarithms.Length)], KnownDevices.Standardised(logarithms), _weights, without: null);
        return (Form(architectures, coefficients).Scaled(deviation, mean), new SurrogateScale(mean, deviation));
    }

    /// <summary>
    /// Returns the quality of predicting each measurement from the others; null if there are too few. Of many measurements only some are predicted.
    /// </summary>
    SurrogateQuality? LeftOut(IReadOnlyList<Architecture> architectures, double[] logarithms)
    {
        if (logarithms.Length < LeastJudged)
        {
            return null;
        }

        var judged = Math.Min(logarithms.Length, MostJudged);
        double[] predicted =
        [
            .. Enumerable.Range(0, judged).Select(left =>
            {
                int[] others = [.. Enumerable.Range(0, logarithms.Length).Where(place => place != left)];
                var (form, _) = Complete([.. others.Select(place => architectures[place])], [.. others.Select(place => logarithms[place])]);
                return form.Of(ChoicesOf(_known.Space, _known.Space.Canonicalise(architectures[left])));
            }),
        ];
        double? Finite(double value) => double.IsNaN(value) ? null : value;
        return new SurrogateQuality
        {
            Size = judged,
            KendallTauB = Finite(RankCorrelation.KendallTauB(predicted, logarithms.AsSpan(0, judged))),
            Spearman = [Finite(RankCorrelation.Spearman(predicted, logarithms.AsSpan(0, judged)))],
        };
    }

    /// <summary>Returns the sum of each reference's covariance with any architecture, times its coefficient.</summary>
    QuadraticForm Form(IReadOnlyList<Architecture> references, double[] coefficients)
    {
        IReadOnlyList<int[]> choices = [.. references.Select(architecture => ChoicesOf(_known.Space, architecture))];
        var own = _kernel.Sum(choices, Array.ConvertAll(coefficients, coefficient => _weights.Own * coefficient));
        var weights = (double[])own.Weights.Clone();
        foreach (var device in _devices)
        {
            var share = choices.Zip(coefficients, (reference, coefficient) => coefficient * device.Of(reference)).Sum() / _devices.Length;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += share * device.Weights[i];
            }
        }

        return new QuadraticForm(weights, own.Width, coefficients.Sum());
    }

    SeenArchitectures Seen(IReadOnlyList<Architecture> architectures)
    {
        IReadOnlyList<int[]> choices = [.. architectures.Select(architecture => ChoicesOf(_known.Space, _known.Space.Canonicalise(architecture)))];
        return new SeenArchitectures(_kernel, choices, See(_devices, choices));
    }

    static double[][] See(QuadraticForm[] devices, IReadOnlyList<int[]> choices) =>
        [.. choices.Select(architecture => Array.ConvertAll(devices, device => device.Of(architecture)))];

    static double[] Logarithms(SurrogateTrainingSet set, int target)
    {
        var name = set.Targets[target].Name;
        double[] values = [.. Enumerable.Range(0, set.Count).Select(place => set.ValuesOf(place)[target])];
        if (values.FirstOrDefault(value => value <= 0, 1) is var wrong && wrong <= 0)
        {
            throw new SurrogateFitException($"'{name}' has the measurement {wrong}; measurements must be positive. Remove architectures that were not measured.");
        }

        return values.Count(value => !double.IsNaN(value)) >= 2
            ? Array.ConvertAll(values, Math.Log)
            : throw new SurrogateFitException($"'{name}' has fewer than two measurements; give at least two, preferably {UsualReferences}.");
    }

    /// <summary>Returns the indices of an architecture's ones in the one-hot encoding, ascending.</summary>
    internal static int[] ChoicesOf(SearchSpace space, Architecture architecture)
    {
        var encoding = new float[space.OneHotLength];
        space.EncodeOneHot(architecture, encoding);
        return [.. Enumerable.Range(0, encoding.Length).Where(place => encoding[place] > 0)];
    }
}

/// <summary>The weights of the prior: how much a new device can differ from the known ones.</summary>
/// <param name="Noise">The variance of a measurement that nothing explains, in units of the references' variance.</param>
/// <param name="Own">The weight of the part that depends on the choices alone and on no known device; the known devices together have weight
/// 1.</param>
readonly record struct DevicePriorWeights(double Noise, double Own)
{
    /// <summary>The weights for too few devices to learn from.</summary>
    public static DevicePriorWeights Usual { get; } = new(0.01, 0.1);

    /// <summary>The weights to choose from.</summary>
    public static IReadOnlyList<DevicePriorWeights> All { get; } =
        [.. from noise in new[] { 0.003, 0.01, 0.03, 0.1 } from own in new[] { 0.03, 0.1, 0.3, 1 } select new DevicePriorWeights(noise, own)];
}

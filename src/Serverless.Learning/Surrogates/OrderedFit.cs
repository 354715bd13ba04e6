using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Devices;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates;

/// <summary>Converts a fit specification to the inputs of a fitter.</summary>
public static class OrderedFit
{
    /// <summary>The share of the examples that each member does not see, so that its quality can be measured.</summary>
    const double HeldOutShare = 0.2;

    /// <summary>
    /// The largest number of measurements of a device that is distinguished: beyond it, the number makes no difference to the weights of known
    /// devices.
    /// </summary>
    const int MostReferences = 30;

    /// <summary>Creates the training set of a specification.</summary>
    /// <param name="order">The specification.</param>
    /// <param name="space">The search space of its architectures; null for the one that the specification names.</param>
    /// <exception cref="FormatException">The search space or dataset is unknown, or an example is not an architecture of the search
    /// space.</exception>
    public static SurrogateTrainingSet SetOf(FitSpecification order, SearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        return SetOf(order, order.Targets, order.Examples, space);
    }

    /// <summary>Fits a surrogate of a device from its measurements, for a specification of kind device-transfer.</summary>
    /// <exception cref="FormatException">As for <see cref="SetOf(FitSpecification, SearchSpace?)"/>.</exception>
    /// <exception cref="SurrogateFitException">The specification has no known devices, or too few measurements.</exception>
    public static FittedSurrogate FitDevice(FitSpecification order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var known = order.Known ?? throw new SurrogateFitException($"A fit of kind {order.Kind} needs measurements of known devices; this order has none.");
        var measured = SetOf(order);
        return DevicePrior.Fit(SetOf(order, known.Targets, known.Examples, measured.Space), Math.Clamp(measured.Count, 2, MostReferences)).Adapt(measured);
    }

    static SurrogateTrainingSet SetOf(FitSpecification order, IReadOnlyList<Objective> targets, IReadOnlyList<SurrogateExample> examples, SearchSpace? space)
    {
        space ??= SearchSpaces.Of(order.Space) ?? throw new FormatException($"There is no search space '{order.Space.Name}'.");
        var shape = order.Shape ?? order.Dataset.Shape ?? throw new FormatException($"There is no dataset '{order.Dataset.Name}'.");
        Architecture[] architectures =
        [
            .. examples.Select(example => space.TryParse(example.Architecture, out var architecture, out var error)
                ? architecture
                : throw new FormatException($"An example is not an architecture of {space.Name}: {error}")),
        ];
        double[] values =
        [
            .. from example in examples
               from target in targets
               select example.Values.TryGetValue(target.Name, out var value) ? value : double.NaN,
        ];
        var points = order.CurvePoints;
        var curves = points.Count == 0 ? null : new LearningCurves(
            points, [.. examples.SelectMany(example => points.Select((_, place) => example.Curve?.Count > place ? example.Curve[place] : double.NaN))]);
        return new SurrogateTrainingSet(order.Space, shape, targets, architectures, values, space, curves);
    }

    /// <summary>Returns the options of a specification's fit.</summary>
    /// <param name="order">The specification.</param>
    /// <param name="threads">The number of CPU threads, as in <see cref="SurrogateFitOptions.Threads"/>.</param>
    /// <param name="device">The device, as in <see cref="SurrogateFitOptions.Device"/>.</param>
    public static SurrogateFitOptions OptionsOf(FitSpecification order, int threads = 1, string? device = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new SurrogateFitOptions
        {
            Seed = order.Seed,
            Members = order.Ensemble,
            Balancer = order.Balancer,
            HeldOutShare = HeldOutShare,
            Threads = threads,
            Device = device,
        };
    }
}

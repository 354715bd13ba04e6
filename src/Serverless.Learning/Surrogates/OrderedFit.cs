using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Devices;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates;

/// <summary>What a surrogate's order means to a fitter.</summary>
public static class OrderedFit
{
    /// <summary>Each member does without so many of the examples, so that there is something to judge it by.</summary>
    const double HeldOutShare = 0.2;

    /// <summary>With more than so many measurements of a device it makes no difference to the weights of known devices how many there are.</summary>
    const int MostReferences = 30;

    /// <summary>The training set of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="space">Of its architectures; null: the one that the order names.</param>
    /// <exception cref="FormatException">There is no such space or dataset, or an example is no architecture of the space.</exception>
    public static SurrogateTrainingSet SetOf(FitSpecification order, SearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        return SetOf(order, order.Targets, order.Examples, space);
    }

    /// <summary>Completes the measurements of an order of kind device-transfer.</summary>
    /// <exception cref="FormatException">As of <see cref="SetOf(FitSpecification, SearchSpace?)"/>.</exception>
    /// <exception cref="SurrogateFitException">The order tells of no known devices, or of too few measurements.</exception>
    public static FittedSurrogate FitDevice(FitSpecification order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var known = order.Known ?? throw new SurrogateFitException($"A fit of kind {order.Kind} needs what known devices measured; this order has nothing of the kind.");
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
                : throw new FormatException($"An example is no architecture of {space.Name}: {error}")),
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

    /// <summary>How an order is fitted.</summary>
    /// <param name="order">The order.</param>
    /// <param name="threads">As in <see cref="SurrogateFitOptions.Threads"/>.</param>
    /// <param name="device">As in <see cref="SurrogateFitOptions.Device"/>.</param>
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

using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates;

/// <summary>What a surrogate's order means to a fitter.</summary>
public static class OrderedFit
{
    /// <summary>Each member does without so many of the examples, so that there is something to judge it by.</summary>
    const double HeldOutShare = 0.2;

    /// <summary>The training set of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="space">Of its architectures; null: the one that the order names.</param>
    /// <exception cref="FormatException">There is no such space or dataset, or an example is no architecture of the space.</exception>
    public static SurrogateTrainingSet SetOf(FitSpecification order, SearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        space ??= SearchSpaces.Of(order.Space) ?? throw new FormatException($"There is no search space '{order.Space.Name}'.");
        var shape = order.Shape ?? order.Dataset.Shape ?? throw new FormatException($"There is no dataset '{order.Dataset.Name}'.");
        Architecture[] architectures =
        [
            .. order.Examples.Select(example => space.TryParse(example.Architecture, out var architecture, out var error)
                ? architecture
                : throw new FormatException($"An example is no architecture of {space.Name}: {error}")),
        ];
        double[] values =
        [
            .. from example in order.Examples
               from target in order.Targets
               select example.Values.TryGetValue(target.Name, out var value) ? value : double.NaN,
        ];
        return new SurrogateTrainingSet(order.Space, shape, order.Targets, architectures, values, space);
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
            HeldOutShare = HeldOutShare,
            Threads = threads,
            Device = device,
        };
    }
}

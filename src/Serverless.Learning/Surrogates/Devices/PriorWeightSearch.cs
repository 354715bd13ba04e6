using Serverless.MultiObjective.Statistics;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>Chooses the prior's weights by treating each known device in turn as the unseen one.</summary>
static class PriorWeightSearch
{
    /// <summary>The smallest number of devices from which the differences between devices can be learnt.</summary>
    const int LeastDevices = 3;

    /// <summary>Returns the weights with the highest mean rank correlation over the known devices; the first of equal ones.</summary>
    /// <param name="seen">The architectures as the known devices see them.</param>
    /// <param name="logarithms">The measurements of each device, NaN where nothing was measured.</param>
    /// <param name="references">The number of measurements of each device to adapt with.</param>
    public static DevicePriorWeights Best(SeenArchitectures seen, IReadOnlyList<double[]> logarithms, int references) =>
        logarithms.Count < LeastDevices
            ? DevicePriorWeights.Usual
            : DevicePriorWeights.All.MaxBy(weights => Enumerable.Range(0, logarithms.Count).Average(device => Agreement(seen, logarithms[device], device, references, weights)));

    static double Agreement(SeenArchitectures seen, double[] logarithms, int device, int references, DevicePriorWeights weights)
    {
        int[] measured = [.. Enumerable.Range(0, seen.Count).Where(place => !double.IsNaN(logarithms[place]))];
        var chosen = seen.Design(measured, references, weights, device);
        var coefficients = seen.Coefficients(chosen, KnownDevices.Standardised([.. chosen.Select(place => logarithms[place])]), weights, device);
        int[] others = [.. measured.Except(chosen)];
        double[] predicted = [.. others.Select(place => chosen.Zip(coefficients, (reference, coefficient) => coefficient * seen.Covariance(place, reference, weights, device)).Sum())];
        var agreement = RankCorrelation.Spearman([.. others.Select(place => logarithms[place])], predicted);
        return double.IsNaN(agreement) ? 0 : agreement;
    }
}

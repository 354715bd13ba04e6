using Serverless.MultiObjective.Statistics;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>Chooses the prior's weights by playing the game with each known device in turn as the unseen one.</summary>
static class PriorWeightSearch
{
    /// <summary>With fewer there is nothing to learn about how devices differ.</summary>
    const int LeastDevices = 3;

    /// <summary>The weights of the greatest mean rank correlation over known devices; the first of equals.</summary>
    /// <param name="seen">Architectures as the known devices see them.</param>
    /// <param name="logarithms">By device: what was measured, NaN where nothing was.</param>
    /// <param name="references">Measurements of each device to adapt with.</param>
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

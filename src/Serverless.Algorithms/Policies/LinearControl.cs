using Serverless.Algorithms.Models;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>A linear function of one-hot choices, fitted to losses by ridge regression.</summary>
/// <remarks>
/// Hoerl, Kennard 1970, in dual form: the system is n × n, however many choices there are, and takes O(n³ / 3). Decisions that do not count are
/// zeros.
/// </remarks>
/// <param name="Constant">The value without any choice.</param>
/// <param name="Coefficients">One coefficient for each choice, those of the first decision first.</param>
sealed record LinearControl(double Constant, double[] Coefficients)
{
    const double Ridge = 1;

    /// <summary>Fits coefficients to the differences of losses from their mean, which is the constant.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="architectures">The architectures, at least one.</param>
    /// <param name="losses">Finite losses, one for each architecture.</param>
    public static LinearControl Fit(SearchSpace space, IReadOnlyList<Architecture> architectures, IReadOnlyList<double> losses)
    {
        var count = architectures.Count;
        var rows = new float[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new float[space.OneHotLength];
            space.EncodeOneHot(architectures[i], rows[i]);
        }

        var size = CholeskyFactor.PaddedSize(count);
        var kernel = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i && i < count; j++)
            {
                kernel[(i * size) + j] = kernel[(j * size) + i] = Shared(rows[i], rows[j]);
            }

            kernel[(i * size) + i] = i < count ? Shared(rows[i], rows[i]) + Ridge : 1;
        }

        var mean = losses.Average();
        var residuals = new double[size];
        for (var i = 0; i < count; i++)
        {
            residuals[i] = losses[i] - mean;
        }

        // The factor is never null, since the ridge makes the kernel positive definite.
        var multipliers = CholeskyFactor.TryCreate(kernel, size)!.Solve(residuals);
        var coefficients = new double[space.OneHotLength];
        for (var i = 0; i < count; i++)
        {
            for (var place = 0; place < coefficients.Length; place++)
            {
                coefficients[place] += multipliers[i] * rows[i][place];
            }
        }

        return new LinearControl(mean, coefficients);
    }

    static double Shared(float[] first, float[] second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }
}

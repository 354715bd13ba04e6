namespace Serverless.Core.Budgets;

/// <summary>What an hour of a worker costs, by what it works on.</summary>
public sealed record PriceTable
{
    const double SecondsPerHour = 3600;

    /// <value>The currency of all prices, by its code of three letters (ISO 4217), for example <c>EUR</c>.</value>
    public required string Currency { get; init; }

    /// <value>An hour of a worker that trains on a CPU, or measures. At least 0.</value>
    public required double CpuPerHour { get; init; }

    /// <value>An hour of a worker that trains on a CUDA device. At least 0.</value>
    public required double CudaPerHour { get; init; }

    /// <summary>What work cost.</summary>
    /// <param name="workerSeconds">All of it, at least 0.</param>
    /// <param name="gpuSeconds">Those on CUDA devices.</param>
    public double CostOf(double workerSeconds, double gpuSeconds) =>
        ((Math.Max(0, workerSeconds - gpuSeconds) * CpuPerHour) + (gpuSeconds * CudaPerHour)) / SecondsPerHour;

    /// <summary>Whether a text is a currency's code.</summary>
    public static bool IsCurrency(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 3 && text.All(char.IsAsciiLetterUpper);
    }
}

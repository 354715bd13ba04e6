namespace Serverless.Core.Budgets;

/// <summary>The hourly prices of workers, by the device they work on.</summary>
public sealed record PriceTable
{
    const double SecondsPerHour = 3600;

    /// <value>The currency of all prices, as a three-letter code (ISO 4217), for example <c>EUR</c>.</value>
    public required string Currency { get; init; }

    /// <value>Price of an hour of a worker that trains on a CPU, or measures. At least 0.</value>
    public required double CpuPerHour { get; init; }

    /// <value>Price of an hour of a worker that trains on a CUDA device. At least 0.</value>
    public required double CudaPerHour { get; init; }

    /// <summary>Returns the cost of work.</summary>
    /// <param name="workerSeconds">All worker seconds, at least 0.</param>
    /// <param name="gpuSeconds">Those of them on CUDA devices.</param>
    public double CostOf(double workerSeconds, double gpuSeconds) =>
        ((Math.Max(0, workerSeconds - gpuSeconds) * CpuPerHour) + (gpuSeconds * CudaPerHour)) / SecondsPerHour;

    /// <summary>Returns whether a text is a currency code.</summary>
    public static bool IsCurrency(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 3 && text.All(char.IsAsciiLetterUpper);
    }
}

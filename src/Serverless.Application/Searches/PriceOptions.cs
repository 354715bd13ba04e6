using System.ComponentModel.DataAnnotations;
using Serverless.Core.Budgets;

namespace Serverless.Application.Searches;

/// <summary>
/// The prices of workers: settings <c>Prices__...</c>. Set all of them or none; without them, a search that limits its cost gives its own prices.
/// </summary>
public sealed class PriceOptions : IValidatableObject
{
    public const string Section = "Prices";

    /// <value>A currency code of three letters, for example <c>EUR</c>; null when there are no prices.</value>
    public string? Currency { get; set; }

    /// <value>The price of an hour of a worker that trains on a CPU, or measures; 0 to 1,000,000.</value>
    [Range(0, 1e6)]
    public double? CpuPerHour { get; set; }

    /// <value>The price of an hour of a worker that trains on a CUDA device; 0 to 1,000,000.</value>
    [Range(0, 1e6)]
    public double? CudaPerHour { get; set; }

    /// <summary>Returns the prices as a table; null when there are none.</summary>
    public PriceTable? ToTable() => this is { Currency: { } currency, CpuPerHour: { } cpu, CudaPerHour: { } cuda }
        ? new PriceTable { Currency = currency, CpuPerHour = cpu, CudaPerHour = cuda }
        : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (this is not { Currency: null, CpuPerHour: null, CudaPerHour: null } && ToTable() is null)
        {
            yield return new ValidationResult("Prices__Currency, Prices__CpuPerHour and Prices__CudaPerHour must be set together: set all three, or none.");
        }

        if (Currency is { } code && !PriceTable.IsCurrency(code))
        {
            yield return new ValidationResult($"Prices__Currency is '{code}', but must be a code of three capital letters, for example EUR.");
        }
    }
}

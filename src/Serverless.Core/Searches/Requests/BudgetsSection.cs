using Serverless.Core.Budgets;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/budgets</c>.</summary>
static class BudgetsSection
{
    const string GpuSecondsPerEpoch = "gpuSecondsPerEpoch";
    const string Prices = "prices";
    const double MostPerHour = 1e6;

    /// <summary>Reads the limits of a search, or the limits to add to a search.</summary>
    /// <param name="fields">The section; null when it is missing, which is reported elsewhere.</param>
    /// <param name="isRequest">Whether this is a search request, which can hold more than limits.</param>
    /// <param name="whyOne">The message that says why at least one limit is required.</param>
    public static BudgetLimits Read(JsonFields? fields, bool isRequest, string whyOne)
    {
        if (fields is null)
        {
            return new BudgetLimits();
        }

        var limits = new BudgetLimits
        {
            Trainings = Whole(fields, BudgetKind.Trainings),
            Epochs = Whole(fields, BudgetKind.Epochs),
            Evaluations = Whole(fields, BudgetKind.Evaluations),
            Generations = Whole(fields, BudgetKind.Generations),
            WallClockSeconds = Seconds(fields, BudgetKind.WallClockSeconds, " (a year)"),
            GpuSeconds = Seconds(fields, BudgetKind.GpuSeconds),
            GpuSecondsPerEpoch = isRequest ? fields.Number(GpuSecondsPerEpoch, " greater than 0", seconds => seconds > 0) : null,
            Cost = fields.Number(BudgetKind.Cost.Name, $" greater than 0 and at most {BudgetKind.Cost.Most}", cost => cost > 0 && cost <= BudgetKind.Cost.Most),
            Prices = isRequest && fields.Object(Prices) is { } prices ? ReadPrices(prices) : null,
            NoImprovementGenerations = Whole(fields, BudgetKind.NoImprovementGenerations),
            NoImprovementEvaluations = Whole(fields, BudgetKind.NoImprovementEvaluations),
            TargetHypervolume = fields.Number(BudgetKind.TargetHypervolume.Name, " greater than 0", volume => volume > 0),
        };
        fields.ReportUnknown();
        if (!BudgetKind.All.Any(kind => fields.Has(kind.Name)))
        {
            fields.Fault($"At least one limit is required, {whyOne}; use one or more of {ErrorText.Names(BudgetKind.All.Select(kind => kind.Name))}.");
        }

        return limits;
    }

    /// <summary>
    /// Reports limits that cannot be relied on to end the search: a target without a known meaning, or limits that may never be reached.
    /// </summary>
    /// <param name="fields">The section.</param>
    /// <param name="limits">The limits as read from the section.</param>
    /// <param name="objectives">The objectives of the search.</param>
    public static void Check(JsonFields fields, BudgetLimits limits, IReadOnlyList<Objective> objectives)
    {
        string[] without = [.. objectives.Where(objective => objective.Threshold is null).Select(objective => objective.Name)];
        if (limits.TargetHypervolume is { } target && without.Length > 0)
        {
            fields.Fault(
                BudgetKind.TargetHypervolume.Name,
                $"A hypervolume is measured up to the reference point, but the objective {ErrorText.Names(without)} has no threshold: the meaning of {ErrorText.Number(target)} would only be "
                + $"known after the first generation. Give every objective a threshold, or limit {BudgetKind.NoImprovementGenerations.Name} instead.");
        }

        if (limits is { GpuSecondsPerEpoch: not null, GpuSeconds: null })
        {
            fields.Fault(GpuSecondsPerEpoch, $"This only applies to {BudgetKind.GpuSeconds.Name}, which are not limited: limit them too, or remove this field.");
        }

        if (fields.Has(Prices) && !fields.Has(BudgetKind.Cost.Name))
        {
            fields.Fault(Prices, $"These only apply to {BudgetKind.Cost.Name}, which is not limited: limit it too, or remove this field.");
        }

        if (BudgetKind.All.FirstOrDefault(kind => fields.Has(kind.Name)) is { } first && !BudgetKind.All.Any(kind => kind.IsCertain && fields.Has(kind.Name)))
        {
            var why = first == BudgetKind.Cost ? "This limit may never be reached, since results from the evaluation cache cost nothing"
                : first == BudgetKind.GpuSeconds
                ? "This limit may never be reached, since trainings on CPUs and results from the evaluation cache use none"
                : "A search may never reach this limit";
            fields.Fault(first.Name, $"{why}: give another limit too, for example {BudgetKind.NoImprovementGenerations.Name}.");
        }
    }

    /// <summary>Adds the platform's prices to the limits if the cost is limited and the request gives no prices.</summary>
    /// <param name="fields">The section.</param>
    /// <param name="limits">The limits as read from the section.</param>
    /// <param name="catalogue">The catalogue, which holds the platform's prices.</param>
    public static BudgetLimits Price(JsonFields fields, BudgetLimits limits, RequestCatalogue catalogue)
    {
        if (limits.Cost is null || fields.Has(Prices))
        {
            return limits;
        }

        if (catalogue is { Prices: null, IsPartial: true })
        {
            fields.Unchecked(BudgetKind.Cost.Name, "whether it has prices to compute the cost.");
        }
        else if (catalogue.Prices is null)
        {
            fields.Fault(
                BudgetKind.Cost.Name,
                "The platform has no prices to compute the cost. Add them, for example \"prices\": {\"currency\": \"EUR\", \"cpuPerHour\": 0.2, \"cudaPerHour\": 2.5}, or set Prices__Currency, Prices__CpuPerHour and Prices__CudaPerHour.");
        }

        return limits with { Prices = catalogue.Prices };
    }

    static PriceTable? ReadPrices(JsonFields fields)
    {
        var currency = fields.Text("currency");
        var (cpu, cuda) = (PerHour(fields, "cpuPerHour"), PerHour(fields, "cudaPerHour"));
        fields.ReportUnknown();
        if (currency is null || !PriceTable.IsCurrency(currency))
        {
            fields.Fault("currency", "Give the currency's code of three capital letters, for example EUR.");
        }

        return currency is not null && cpu is not null && cuda is not null
            ? new PriceTable { Currency = currency, CpuPerHour = cpu.Value, CudaPerHour = cuda.Value }
            : null;
    }

    static double? PerHour(JsonFields fields, string name)
    {
        if (!fields.Has(name))
        {
            fields.Fault(name, "Give the cost of an hour of such a worker, in the currency; 0 for none.");
        }

        return fields.Number(name, $" from 0 to {MostPerHour}", price => price is >= 0 and <= MostPerHour);
    }

    static double? Seconds(JsonFields fields, BudgetKind kind, string meaning = "") => fields.Number(
        kind.Name, $" greater than 0 and at most {kind.Most}{meaning}", seconds => seconds > 0 && seconds <= kind.Most);

    static int? Whole(JsonFields fields, BudgetKind kind) => fields.OptionalWhole(kind.Name, 1, (int)kind.Most);
}

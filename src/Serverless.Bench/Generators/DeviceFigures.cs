using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Generators;

/// <summary>Computes the figures of runs.</summary>
static class DeviceFigures
{
    /// <summary>Returns the hypervolume of what was looked up for a device, as a fraction of the true front's.</summary>
    public static double Fraction(DevicePlan plan, DeviceRun run, int device, Convention convention)
    {
        var problem = plan.Unseen[device].Problem;
        return problem.Fronts[convention].FractionOf(problem, run.Rows[device], convention);
    }

    /// <summary>Returns the mean tight fraction over devices.</summary>
    public static double MeanFraction(DevicePlan plan, DeviceRun run) =>
        Enumerable.Range(0, plan.Unseen.Count).Average(device => Fraction(plan, run, device, Convention.Tight));

    /// <summary>Creates the report of all runs.</summary>
    /// <param name="plan">The plan that was run.</param>
    /// <param name="runs">The runs, by method and seed.</param>
    public static DeviceDocument Report(DevicePlan plan, IReadOnlyList<DeviceRun[]> runs)
    {
        var baseline = plan.Methods.ToList().FindIndex(method => method.Search is not null);
        return new DeviceDocument
        {
            Seeds = plan.Seeds,
            Evaluations = plan.Evaluations,
            Total = plan.Total,
            Fitted = plan.Fitted,
            Answers = DeviceSuite.Answers,
            CostMeasurements = plan.Known.Count * (plan.Measured + plan.References.Count),
            References = plan.References.Count,
            Known = [.. plan.Known.Select(known => known.Device.Name)],
            Baseline = baseline < 0 ? null : plan.Methods[baseline].Label,
            Devices = [.. plan.Unseen.Select(unseen => new DeviceCeiling(
                unseen.Device.Name, unseen.Device.Column, unseen.Problem.Fronts[Convention.Connected].Hypervolume, unseen.Problem.Fronts[Convention.Tight].Hypervolume))],
            Methods = [.. plan.Methods.Select((method, place) => ReportOf(plan, method, runs[place], baseline < 0 || baseline == place ? null : runs[baseline]))],
        };
    }

    static DeviceMethodReport ReportOf(DevicePlan plan, DeviceMethod method, DeviceRun[] runs, DeviceRun[]? baseline)
    {
        DeviceHypervolume[] devices = [.. Enumerable.Range(0, plan.Unseen.Count).Select(device => HypervolumeOf(plan, runs, baseline, device))];
        return new DeviceMethodReport
        {
            Label = method.Label,
            IsGenerator = method.Generator is not null,
            Devices = devices,
            Mean = Quartiles.Interpolated(Means(plan, runs)),
            Wins = baseline is null ? null : devices.Count(device => device.Lead > 0),
            AgainstBaseline = baseline is null ? null : SignedRankTest.Of(Means(plan, runs), Means(plan, baseline)),
            FitSeconds = Quartiles.Interpolated(runs.Select(run => run.FitSeconds)),
            AnswerMilliseconds = method.Generator is null ? null : Quartiles.Interpolated(runs.Select(run => 1_000 * run.AnswerSeconds)),
            Budgets =
            [
                .. runs.SelectMany(run => run.Budgets).GroupBy(answer => (answer.Device, answer.Budget)).Select(group => new BudgetReport(
                    group.Key.Device,
                    group.Key.Budget,
                    Quartiles.Interpolated(group.Select(answer => answer.Gap ?? double.PositiveInfinity)),
                    group.Average(answer => answer.IsWithin ? 1.0 : 0),
                    group.Average(answer => answer.ShareWithin))),
            ],
        };
    }

    static DeviceHypervolume HypervolumeOf(DevicePlan plan, DeviceRun[] runs, DeviceRun[]? baseline, int device)
    {
        var tight = Each(plan, runs, device, Convention.Tight);
        var connected = plan.Unseen[device].Problem.Fronts[Convention.Connected].Hypervolume;
        return new DeviceHypervolume(
            plan.Unseen[device].Device.Name,
            Quartiles.Interpolated(tight),
            Quartiles.Interpolated(Each(plan, runs, device, Convention.Connected).Select(fraction => connected * fraction)),
            baseline is null ? null : Quartiles.Interpolated(tight.Zip(Each(plan, baseline, device, Convention.Tight), (own, other) => own - other)).Median);
    }

    static double[] Each(DevicePlan plan, DeviceRun[] runs, int device, Convention convention) =>
        [.. runs.Select(run => Fraction(plan, run, device, convention))];

    // One value for each seed: the answers of one fit for several devices are not independent of one another.
    static double[] Means(DevicePlan plan, DeviceRun[] runs) => [.. runs.Select(run => MeanFraction(plan, run))];
}

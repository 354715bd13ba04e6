using System.Text.Json;
using Serverless.Bench.Generators;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Tests.Problems;
using Serverless.Core.Generators;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Generators;

/// <summary>Generators that are fitted once, compared with searches of each device.</summary>
public sealed class DeviceSessionTests
{
    static readonly BenchOptions Options = new()
    {
        Suite = Suites.Devices,
        Algorithms = "nsga2,pnag:steps=2:cost-steps=2",
        Evaluations = 33,
        Seeds = 1,
        Data = ReferenceTables.Folder,
        Output = OutputFormat.Json,
    };

    // Computed by others from the same tables and definitions.
    [Theory]
    [InlineData("fpga", 0.97420)]
    [InlineData("raspi4", 0.98289)]
    [InlineData("eyeriss", 0.98111)]
    [InlineData("gold-6240", 0.97273)]
    [InlineData("pixel3", 0.98396)]
    public void Unseen_Device_HasTheKnownCeiling(string name, double ceiling)
    {
        var device = DeviceSuite.Unseen.Single(device => device.Name == name);
        var problem = Nb201.Problem($"{DeviceSuite.Table}/{DeviceSuite.Quality}/{device.Column}");

        problem.Fronts[Convention.Connected].Hypervolume.ShouldBe(ceiling, 5e-6);
    }

    [Fact]
    public void Suite_Devices_AreThirteenAndSixOthers()
    {
        DeviceSuite.Known.Count.ShouldBe(13);
        DeviceSuite.Unseen.Count.ShouldBe(6);
        DeviceSuite.Known.Concat(DeviceSuite.Unseen).Select(device => device.Column).ShouldBeUnique();
        DeviceSuite.Budgeted.ShouldBeSubsetOf(DeviceSuite.Unseen.Select(device => device.Name));
    }

    [Fact]
    public void Run_AsJson_CountsEveryEvaluationAndSaysHowMethodsCompare()
    {
        Nb201.SkipWithoutTables();
        using var output = new StringWriter();
        using var progress = new StringWriter();

        BenchSession.Run(Options, output, progress, CancellationToken.None);

        var document = JsonSerializer.Deserialize(output.ToString(), BenchJson.Default.DeviceDocument)!;
        (document.Total, document.Fitted, document.Answers).ShouldBe((198, 54, 24));
        (document.CostMeasurements, document.References, document.Baseline).ShouldBe((13 * (54 + 10), 10, "nsga2"));
        document.Methods.Select(method => method.Label).ShouldBe(["nsga2", "nsga2, all for each", "pnag:steps=2:cost-steps=2"]);
        document.Methods.ShouldAllBe(method => method.Devices.Count == 6 && method.Devices.All(device => device.TightFraction.Median > 0 && device.TightFraction.Median <= 1));
        document.Methods[0].Wins.ShouldBeNull();
        document.Methods[1].Wins.ShouldBe(6);
        document.Methods[2].Wins.ShouldNotBeNull();
        document.Methods[2].Budgets.Count.ShouldBe(3 * 10);
        progress.ToString().ShouldContain("[3/3]");
    }

    [Fact]
    public void Run_WithTooFewEvaluations_SaysHowManyAreLeftToFitTo()
    {
        Nb201.SkipWithoutTables();
        var refusal = Should.Throw<BenchException>(() => BenchSession.Run(Options with { Evaluations = 30 }, TextWriter.Null, TextWriter.Null, CancellationToken.None));

        refusal.Message.ShouldContain("36 remain to fit");
    }

    [Theory]
    [InlineData("modnas:balancer=pcgrad:steps=30", GeneratorKind.Modnas, 30, "pcgrad")]
    [InlineData("pnag", GeneratorKind.Pnag, null, null)]
    public void ReadAll_AGenerator_TakesItsOptions(string text, string kind, int? steps, string? balancer)
    {
        var method = DeviceMethod.ReadAll(text, []).ShouldHaveSingleItem();

        (method.Generator, method.Steps, method.Balancer, method.Search).ShouldBe((kind, steps, balancer, null));
    }

    [Theory]
    [InlineData("pnag:balancer=mgda", "balancer=mgda")]
    [InlineData("modnas:steps=0", "steps=0")]
    [InlineData("modnas:balancer=linear", "'linear' in 'modnas:balancer=linear' is not a balancer: there are cagrad")]
    [InlineData("nsga2:pending=4", "pending")]
    [InlineData("modnas,modnas", "more than once")]
    public void ReadAll_WhatIsNone_IsToldApart(string text, string expected) =>
        Should.Throw<BenchException>(() => DeviceMethod.ReadAll(text, [])).Message.ShouldContain(expected);

    [Fact]
    public void ReadAll_Settings_RunThoseAgainThatHaveThem() =>
        DeviceMethod.ReadAll("nsga2,modnas,pnag", ["balancer=equal"]).Select(method => method.Label).ShouldBe(["nsga2", "modnas", "modnas:balancer=equal", "pnag"]);
}

using Serverless.Spaces;

namespace Serverless.Inference.Tests;

public sealed class LatencyMeterTests
{
    // Each pass a round of its own, so that what is told of rounds is told of passes.
    static readonly LatencyMeterOptions EachPass = new() { RoundTime = TimeSpan.Zero, MinimumRounds = 1 };

    readonly SteppedClock _clock = new();

    [Fact]
    public void Repeat_SteadyTimes_StopsAtTheMinimum()
    {
        var meter = new LatencyMeter(EachPass with { MinimumRepeats = 30 }, clock: _clock);

        meter.Repeat(() => _clock.Advance(2), null, CancellationToken.None).ShouldBe(new LatencyMeasurement(2, 0, 30) { UnscaledMs = 2 });
    }

    [Fact]
    public void Repeat_SlowFirstPasses_AreThrownAway()
    {
        var passes = 0;
        var meter = new LatencyMeter(EachPass with { WarmUpRepeats = 3, MinimumRepeats = 5 }, clock: _clock);

        var measurement = meter.Repeat(() => _clock.Advance(++passes <= 3 ? 100 : 1), null, CancellationToken.None);

        measurement.ShouldBe(new LatencyMeasurement(1, 0, 5) { UnscaledMs = 1 });
        passes.ShouldBe(8);
    }

    [Fact]
    public void Repeat_UnsteadyTimes_GoesOnToTheMaximum()
    {
        var passes = 0;
        var options = EachPass with { MinimumRepeats = 20, MaximumRepeats = 200, TimeLimit = TimeSpan.FromHours(1) };

        var measurement = new LatencyMeter(options, clock: _clock).Repeat(() => _clock.Advance(1 + (++passes % 2)), null, CancellationToken.None);

        measurement.Repeats.ShouldBe(200);
        measurement.MedianMs.ShouldBe(1.5);
        measurement.SpreadMs.ShouldBe(1);
    }

    [Fact]
    public void Repeat_AFewSlowPasses_AreCountedAndMoveNothing()
    {
        var passes = 0;
        var meter = new LatencyMeter(EachPass with { WarmUpRepeats = 0, MinimumRepeats = 100 }, clock: _clock);

        var measurement = meter.Repeat(() => _clock.Advance(++passes % 20 == 0 ? 500 : 2), null, CancellationToken.None);

        measurement.ShouldBe(new LatencyMeasurement(2, 0, 100) { Outliers = 5, UnscaledMs = 2 });
    }

    [Fact]
    public void Repeat_UnsteadyTimes_TellsHowFarToTrustTheMedian()
    {
        var passes = 0;
        var options = EachPass with { WarmUpRepeats = 0, MinimumRepeats = 100, MaximumRepeats = 100 };

        // 1 to 100, each once: the interval is from rank 41 to rank 60.
        new LatencyMeter(options, clock: _clock).Repeat(() => _clock.Advance(++passes), null, CancellationToken.None).IntervalMs.ShouldBe(19, 1e-9);
    }

    [Fact]
    public void Repeat_TimeUsedUp_StopsAsSoonAsTheMinimumIsReached()
    {
        var passes = 0;
        var options = EachPass with { MinimumRepeats = 20, TimeLimit = TimeSpan.FromMilliseconds(1) };

        new LatencyMeter(options, clock: _clock).Repeat(() => _clock.Advance(1 + (++passes % 2)), null, CancellationToken.None).Repeats.ShouldBe(20);
    }

    [Fact]
    public void Repeat_Cancelled_StopsAfterTheCurrentPass()
    {
        using var source = new CancellationTokenSource();
        var passes = 0;
        void Pass()
        {
            if (++passes == 15)
            {
                source.Cancel();
            }
        }

        Should.Throw<OperationCanceledException>(() => new LatencyMeter(clock: _clock).Repeat(Pass, null, source.Token));

        passes.ShouldBe(15);
    }

    [Fact]
    public void Repeat_MachineThatSlowsDown_StatesTheTimeAtNominalSpeed()
    {
        // The reference is stated for 0.5 ms, which it takes at half the first speed: at nominal speed a pass takes 4 ms.
        var slowness = 1.0;
        var passes = 0;
        void Pass()
        {
            _clock.Advance(2 * slowness);
            slowness = ++passes < 60 ? 1 : 1.75;
        }

        var meter = new LatencyMeter(
            new LatencyMeterOptions { WarmUpRepeats = 0, MinimumRepeats = 100, MaximumRepeats = 100, RoundTime = TimeSpan.FromMilliseconds(4) },
            new SpeedReference([], new ImageShape(1, 1, 1, 1), NominalMs: 0.5),
            _clock);

        var measurement = meter.Repeat(Pass, () => _clock.Advance(0.25 * slowness), CancellationToken.None);

        measurement.MedianMs.ShouldBe(4, 1e-3);
        measurement.SpreadMs.ShouldBe(0, 1e-3);
        measurement.UnscaledMs.ShouldBe(2);
        measurement.Speed.ShouldNotBeNull().ShouldBe(2, 1e-3);
    }

    [Fact]
    public void Repeat_OneStretchOfTheMachine_IsNotBelievedBeforeTheRoundsAreThere()
    {
        var options = new LatencyMeterOptions { WarmUpRepeats = 0, MinimumRepeats = 5, RoundTime = TimeSpan.FromMilliseconds(10), MinimumRounds = 20 };

        new LatencyMeter(options, clock: _clock).Repeat(() => _clock.Advance(2), null, CancellationToken.None).Repeats.ShouldBe(100);
    }

    [Fact]
    public void Measure_AgainstItself_TakesTheNominalTime()
    {
        var shape = new ImageShape(1, 28, 28, 100);
        var model = LinearModel.Write(1, 28, 28, 100, new float[28 * 28 * 100]);

        var measured = new LatencyMeter(reference: new SpeedReference(model, shape, NominalMs: 7)).Measure(model, shape, CancellationToken.None);

        // Whatever the machine does meanwhile, it does to both.
        measured.MedianMs.ShouldBeInRange(5, 10);
        measured.UnscaledMs.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Construction_NominalTimeOfNothing_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LatencyMeter(reference: new SpeedReference([], new ImageShape(1, 1, 1, 1), NominalMs: 0)));

    [Fact]
    public void Measure_RealModels_ABiggerOneTakesLonger()
    {
        var shape = new ImageShape(1, 28, 28, 1_000);
        var weights = new float[28 * 28 * 1_000];
        var meter = new LatencyMeter();
        var small = meter.Measure(LinearModel.Write(1, 28, 28, 1, weights[..784]), shape with { Classes = 1 }, CancellationToken.None);

        var big = meter.Measure(LinearModel.Write(1, 28, 28, 1_000, weights), shape, CancellationToken.None);

        small.MedianMs.ShouldBeGreaterThan(0);
        big.MedianMs.ShouldBeGreaterThan(small.MedianMs);
        big.Repeats.ShouldBeInRange(50, 20_000);
    }

    [Fact]
    public void Measure_BytesThatAreNoModel_NamesTheModel() =>
        Should.Throw<ModelException>(
            () => new LatencyMeter().Measure("models/c2.onnx", [0], new ImageShape(1, 2, 2, 2), CancellationToken.None)).Message.ShouldContain("models/c2.onnx");

    [Theory]
    [InlineData(-1, 1, 1, 0.1)]
    [InlineData(0, 0, 1, 0.1)]
    [InlineData(0, 2, 1, 0.1)]
    [InlineData(0, 1, 1, 0)]
    public void Construction_OptionOutOfRange_Throws(int warmUp, int minimum, int maximum, double width)
    {
        var options = new LatencyMeterOptions
        {
            WarmUpRepeats = warmUp,
            MinimumRepeats = minimum,
            MaximumRepeats = maximum,
            TargetWidth = width,
        };

        Should.Throw<ArgumentOutOfRangeException>(() => new LatencyMeter(options));
    }
}

using System.Globalization;
using Serverless.Inference;
using Serverless.Learning;
using Serverless.Learning.Kernels;
using Serverless.Learning.Onnx;

namespace Serverless.Worker.Measuring;

/// <summary>Determines the speed of this machine to which latencies refer: the speed that it had when it first measured.</summary>
static class MachineSpeed
{
    const string FileName = "speed.json";

    static readonly LatencyMeterOptions Calibration = new() { TimeLimit = TimeSpan.FromSeconds(2), TargetWidth = 0.002 };

    /// <summary>
    /// Returns the reference network with its nominal time, which is remembered for this user, or measured now, in two seconds, and remembered.
    /// </summary>
    public static SpeedReference OfThisMachine() => In(MachineMemory.OfThisUser(FileName), Calibration);

    /// <inheritdoc cref="OfThisMachine"/>
    /// <param name="memory">The memory of earlier measurements. If nothing can be remembered, the nominal time holds for this process.</param>
    /// <param name="calibration">The options for measuring the nominal time when it is not remembered.</param>
    public static SpeedReference In(MachineMemory memory, LatencyMeterOptions calibration)
    {
        var model = ReferenceNetwork.Write();
        var machine = FormattableString.Invariant(
            $"{KernelMachine.ProcessorModel}, {LatencyMeter.Runtime}, reference network {ReferenceNetwork.Version}");
        if (Known(memory, machine) is { } known)
        {
            return new SpeedReference(model, ReferenceNetwork.Shape, known);
        }

        var measured = new LatencyMeter(calibration).Measure("reference", model, ReferenceNetwork.Shape, CancellationToken.None).MedianMs;
        // When two workers measure at the same time, both use the value that was remembered first.
        if (Known(memory, machine) is null)
        {
            memory.Remember(machine, measured.ToString("R", CultureInfo.InvariantCulture));
        }

        return new SpeedReference(model, ReferenceNetwork.Shape, Known(memory, machine) ?? measured);
    }

    static double? Known(MachineMemory memory, string machine) =>
        double.TryParse(memory.Recall(machine), NumberStyles.Float, CultureInfo.InvariantCulture, out var known) && double.IsFinite(known) && known > 0
            ? known
            : null;
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Commands;

/// <summary>
/// The options by which <c>device register</c> extends a few measurements of the device with predictions from known devices.
/// </summary>
sealed class PredictOptions
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Option<string?> _measurements = new("--predict")
    {
        Description = "Predict latencies from a few measurements, about ten: CSV with the header architecture,latencyMs, as 'device measure --append' "
            + "writes it. A worker fits the predictor.",
        HelpName = "FILE.csv",
        Validators = { result => CommandOptions.RequireText(result, "--predict") },
    };

    readonly Option<string> _table = new("--known-table") { Description = "For --predict: the reference table whose columns are the known devices.", DefaultValueFactory = _ => "nb201" };
    readonly Option<string[]> _known = new("--known") { Description = "For --predict: the column of a known device. May be given several times. Default: all columns of the same metric." };
    readonly Option<int> _rows = new("--known-rows") { Description = "For --predict: the number of rows of the known devices to learn from.", DefaultValueFactory = _ => 300 };
    readonly Option<int?> _channels = new("--channels") { Description = "For --predict: feature maps after the stem of the measured networks. Default: that of the space." };
    readonly Option<int?> _cells = new("--cells") { Description = "For --predict: cells per stage of the measured networks. Default: that of the space." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _measurements, _table, _known, _rows, _channels, _cells })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            Option[] others = [_table, _known, _rows, _channels, _cells];
            if (!IsIn(result) && others.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } alone)
            {
                result.AddError($"{alone.Name} needs --predict; specify a file of measurements, or remove {alone.Name}.");
            }
        });
    }

    public bool IsIn(CommandResult result) => result.GetValue(_measurements) is not null;

    /// <summary>Has the surrogate fitted, and waits for it.</summary>
    /// <returns>The id of the surrogate; null when nothing is to be predicted.</returns>
    /// <exception cref="CliException">The file has no measurements, the device cannot be registered, or the fit failed.</exception>
    public async Task<string?> FitAsync(
        CliConsole console, PlatformClient client, ParseResult parsed, string device, bool isReplacement, CancellationToken cancellation)
    {
        if (parsed.GetValue(_measurements) is not { } path)
        {
            return null;
        }

        var measured = NewDeviceOptions.ReadMeasurements(console, path);
        var size = NewDeviceOptions.SizeOf(measured, parsed, _channels, _cells);
        await RequireFreeAsync(client, device, isReplacement, cancellation).ConfigureAwait(false);
        var request = new FitRequest
        {
            Kind = SurrogateKind.DeviceTransfer,
            Table = new TableRows { Name = parsed.GetRequiredValue(_table), Rows = parsed.GetValue(_rows), Metrics = parsed.GetValue(_known) ?? [], Space = measured.Skeleton?.Space },
            Device = new NewDevice
            {
                Id = device,
                Metric = measured.Metric,
                Measurements = measured.Measurements,
                Channels = size.Channels,
                CellsPerStage = size.Cells,
            },
        };
        var surrogate = await client.Surrogates.FitAsync(request, Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
        await console.Error.WriteLineAsync($"A worker fits a predictor to {measured.Measurements.Count} measurements: serverless surrogate show {PlainText.Of(surrogate.Id)}").ConfigureAwait(false);
        for (; surrogate.Status == SurrogateStatus.Fitting; surrogate = await client.Surrogates.GetAsync(surrogate.Id, cancellation).ConfigureAwait(false))
        {
            await Task.Delay(Interval, console.Clock, cancellation).ConfigureAwait(false);
        }

        if (surrogate.Status == SurrogateStatus.Failed)
        {
            throw new CliException(ExitCodes.Failure, $"The fit failed: {PlainText.Of(surrogate.Error)}");
        }

        var correlation = surrogate.Metadata?.HeldOut?.Spearman is [{ } spearman] ? $", leave-one-out Spearman's ρ {SurrogateTable.Correlation(spearman)}" : "";
        await console.Error.WriteLineAsync($"Fitted to {surrogate.Examples} measurements{correlation}.").ConfigureAwait(false);
        return surrogate.Id;
    }

    // Otherwise a worker would fit a surrogate in vain.
    static async Task RequireFreeAsync(PlatformClient client, string id, bool isReplacement, CancellationToken cancellation)
    {
        if ((await client.Devices.ListAsync(cancellation).ConfigureAwait(false)).FirstOrDefault(known => known.Id == id) is not { } found)
        {
            return;
        }

        if (found.Kind == DeviceKind.Measured || !isReplacement)
        {
            throw new CliException(
                ExitCodes.Conflict,
                found.Kind == DeviceKind.Measured
                    ? $"The device '{id}' exists and is a measured device, which cannot be replaced; choose another id."
                    : $"The device '{id}' already exists; choose another id, or replace its definition with --replace.");
        }
    }
}

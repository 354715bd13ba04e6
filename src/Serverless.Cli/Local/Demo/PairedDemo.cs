using System.Globalization;

namespace Serverless.Cli.Local.Demo;

/// <summary>Compares the final fronts of two variants of a request, for several seeds.</summary>
/// <param name="console">The console for the comparison.</param>
/// <param name="checkout">The working copy with the parts of the platforms.</param>
/// <param name="pairing">The variants to compare.</param>
public sealed class PairedDemo(CliConsole console, Checkout checkout, Pairing pairing)
{
    /// <summary>Runs each search on a platform of its own, so that none finds what another has trained.</summary>
    /// <param name="request">The request as it was written.</param>
    /// <param name="name">The name of the request in messages.</param>
    /// <param name="seeds">The number of seeds; the first is 1.</param>
    /// <param name="output">The folder in which a folder for each search is created.</param>
    /// <param name="stop">The token that ends the comparison.</param>
    /// <exception cref="CliException">The request cannot be compared in this way, or a search failed.</exception>
    public async Task RunAsync(byte[] request, string name, int seeds, string output, CancellationToken stop)
    {
        var pairs = new List<HypervolumePair>();
        for (var seed = 1; seed <= seeds; seed++)
        {
            var first = await ArmAsync(request, name, seed, seeds, pairing.First, output, stop).ConfigureAwait(false);
            var second = await ArmAsync(request, name, seed, seeds, pairing.Second, output, stop).ConfigureAwait(false);
            pairs.Add(new HypervolumePair(seed, first, second));
        }

        HypervolumePair.Write(console.Out, pairing, pairs);
    }

    async Task<double> ArmAsync(byte[] request, string name, int seed, int seeds, PairedArm arm, string output, CancellationToken stop)
    {
        var paired = PairedRequest.Of(request, name, seed, arm);
        var folder = Directory.CreateDirectory(Path.Combine(output, string.Create(CultureInfo.InvariantCulture, $"{arm.Name}-{seed}"))).FullName;
        var file = Path.Combine(folder, "request.json");
        await File.WriteAllBytesAsync(file, paired, stop).ConfigureAwait(false);
        var answers = Path.Combine(folder, "demo.txt");
        var log = Path.Combine(folder, "demo.log");
        console.Error.Say($"Seed {seed} of {seeds}, {arm.Words}; log: {answers}");
        using var answerWriter = new StreamWriter(answers);
        using var logWriter = new StreamWriter(log) { AutoFlush = true };
        try
        {
            var kept = console with { Out = answerWriter, Error = logWriter, OutWidth = null, CanRedraw = false };
            return await new DemoRun(kept, checkout).RunAsync(paired, file, folder, stop).ConfigureAwait(false) ?? 0;
        }
        catch (CliException failure)
        {
            throw new CliException(
                failure.ExitCode, $"The demo failed for seed {seed}, {arm.Words}: {failure.Message}", [.. failure.Details, $"Logs: {answers}, {log}"]);
        }
    }
}

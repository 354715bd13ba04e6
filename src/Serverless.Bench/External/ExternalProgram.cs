using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Bench.External;

/// <summary>A running program that reads and writes lines of JSON; its standard error is forwarded to that of this process.</summary>
sealed class ExternalProgram : IDisposable
{
    /// <summary>The time after which a silent program is considered to hang; optimisers take seconds.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    readonly string _label;
    readonly Process _process;

    /// <exception cref="BenchException">The program cannot be started.</exception>
    public ExternalProgram(ExternalCommand command)
    {
        _label = command.Label;
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {command.Command}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new BenchException($"'{_label}' cannot be started: {missing.Message}");
        }
    }

    /// <exception cref="BenchException">The program has ended.</exception>
    public void Write<T>(T message, JsonTypeInfo<T> type)
    {
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(message, type));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    /// <exception cref="BenchException">The program has ended, is silent for ten minutes, or writes something else.</exception>
    public T Read<T>(JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        string? line;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            // Each search has a thread of its own, so that waiting here delays no other.
            line = _process.StandardOutput.ReadLineAsync(patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BenchException($"'{_label}' has not responded for {Patience.TotalMinutes:0} minutes.");
        }

        try
        {
            return JsonSerializer.Deserialize(line ?? throw Ended(), type) ?? throw NotAnAnswer(line);
        }
        catch (JsonException)
        {
            throw NotAnAnswer(line!);
        }
    }

    /// <summary>Closes the program's input, which tells it to end, and kills it if it does not.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program has already ended.
        }

        if (!_process.WaitForExit(Grace))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    BenchException Ended() => new(
        _process.WaitForExit(Grace)
            ? $"'{_label}' ended with exit status {_process.ExitCode} before the search did."
            : $"'{_label}' closed its output before the search ended.");

    BenchException NotAnAnswer(string line) => new(
        $$"""'{{_label}}' answered {{(line.Length > 100 ? line[..100] + "..." : line)}}, which is not a line like {"candidates": [[0, 1, 2]]}.""");
}

using System.Diagnostics;
using System.Globalization;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Workers;

/// <summary>Builds the command line that starts a worker process.</summary>
static class WorkerCommandLine
{
    /// <summary>The program that sets the parent-death signal.</summary>
    const string Setpriv = "/usr/bin/setpriv";

    /// <summary>
    /// The program that creates a session, so that an interrupt typed in the host's terminal reaches the host alone, which then stops in order.
    /// </summary>
    const string Setsid = "/usr/bin/setsid";

    /// <summary>Gets whether a worker ends with its host even when the host is killed.</summary>
    public static bool EndsWithHost => File.Exists(Setpriv) && File.Exists(Setsid);

    /// <summary>Builds the program, its arguments and its environment.</summary>
    public static ProcessStartInfo Build(AppFolder app, Uri host, string workerId, IReadOnlyDictionary<string, string> environment)
    {
        var request = Guid.NewGuid().ToString();
        var port = host.Port.ToString(CultureInfo.InvariantCulture);
        var size = int.MaxValue.ToString(CultureInfo.InvariantCulture);

        // Both generations of argument names: older workers read the first, newer ones the second.
        string[] arguments =
        [
            app.WorkerExecutable, app.WorkerAssembly,
            "--host", host.Host, "--port", port, "--workerId", workerId, "--requestId", request, "--grpcMaxMessageLength", size,
            "--functions-uri", host.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", request,
            "--functions-grpc-max-message-length", size,
        ];
        string[] command = EndsWithHost ? [Setpriv, "--pdeathsig", "KILL", Setsid, .. arguments] : arguments;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = app.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

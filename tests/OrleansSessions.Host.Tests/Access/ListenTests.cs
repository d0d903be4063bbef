using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Access;

public sealed class ListenTests
{
    [Theory]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--urls=http://*:0")]
    [InlineData("--urls=http://[::]:0")]
    [InlineData("--urls=http://127.0.0.1:0;http://192.0.2.1:8080")]
    [InlineData("--urls=http://example.com:8080")]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://0.0.0.0:0")]
    [InlineData("--urls= --http_ports=8080")]
    public async Task Start_BeyondLoopbackWithoutAKey_RefusesAndSaysWhatToDo(string settings)
    {
        var run = await HostProgram.RunAsync(["--Sessions:Store=memory", .. settings.Split(' ')]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.EndsWith(
            " can be reached from other machines, and no key is configured: everybody there could do everything. Make a key by "
            + "'silo-host create-key NAME' and put it into the settings, or say Sessions:Open=true, or listen on 127.0.0.1.",
            Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BeyondLoopbackWithAKey_Listens()
    {
        var key = new TestKey("reads", ["read"], ["*"]);
        var port = FreePort.Find();
        await using var service = await ServiceProcess.StartWithAsync([.. key.Settings, $"--urls=http://0.0.0.0:{port}"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        using var without = await http.SendAsync("GET", "/sessionizers");
        using var with = await http.SendAsync("GET", "/sessionizers", key.Key);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
        Assert.Contains("A key is needed; there are: reads.", service.Output, StringComparison.Ordinal);
        Assert.Contains($"Keys that are sent to http://0.0.0.0:{port} are not encrypted", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OpenInSoManyWords_ListensAndSaysSo()
    {
        var port = FreePort.Find();
        await using var service = await ServiceProcess.StartWithAsync("--Sessions:Open=true", $"--urls=http://0.0.0.0:{port}");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        using var answer = await http.SendAsync("GET", "/sessionizers", null, null, ("Host", "silo1:8080"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Sessions:Open is true: everybody who reaches the service may do everything.", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OpenAndWithKeys_IsAMistake()
    {
        var run = await HostProgram.RunAsync(["--Sessions:Open=true", .. new TestKey("reads", ["read"], ["*"]).Settings]);

        Assert.Equal((1, "Sessions:Open lets everybody do everything, but Sessions:Keys is set too: one of them must go."), (run.ExitCode, Assert.Single(run.ErrorLines)));
    }

    [Fact]
    public async Task Start_OneSiloAlone_HasAllItsPortsOnLoopback()
    {
        await using var service = await ServiceProcess.StartWithAsync();
        int[] ports = [service.Port, .. service.Settings.Where(setting => setting.Contains("Port=", StringComparison.Ordinal)).Select(setting => int.Parse(setting.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture))];

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => ports.Contains(listener.Port)).ToList();

        Assert.Equal(ports.Order(), listeners.Select(listener => listener.Port).Distinct().Order());
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address), $"{listener}"));
        Assert.Contains("No key is configured: the service listens on loopback only", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithACertificateInTheSettings_SpeaksTls()
    {
        using var folder = new SettingsFile();
        var (certificate, key) = ($"{folder.Path}.pem", $"{folder.Path}.key");
        using var signed = CreateCertificate();
        await File.WriteAllTextAsync(certificate, signed.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(key, signed.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        var port = FreePort.Find();
        var access = new TestKey("reads", ["read"], ["*"]);
        await using var service = await ServiceProcess.StartWithAsync(
        [
            .. access.Settings, $"--Kestrel:Endpoints:Https:Url=https://0.0.0.0:{port}",
            $"--Kestrel:Endpoints:Https:Certificate:Path={certificate}", $"--Kestrel:Endpoints:Https:Certificate:KeyPath={key}",
        ]);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == signed.Thumbprint };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{port}") };

        using var answer = await http.SendAsync("GET", "/sessionizers", access.Key);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("not encrypted", service.Output, StringComparison.Ordinal);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
